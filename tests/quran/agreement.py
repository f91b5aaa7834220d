#!/usr/bin/env python3
"""Count the words of the Quran that `arnorm ala-lc` reads as a published transliteration does.

usage: agreement.py [--cache FOLDER] [--least SHARE] [--list KIND] ARNORM [ARGUMENT ...]

ARNORM and its arguments are the program and options that go before the name of the chain. The texts are
taken from two npm packages, which `npm pack` fetches into the cache. README.md describes what is compared.
Exit status: 0 if at least SHARE percent agree, 1 if fewer do, 77 if a package cannot be had.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

UTHMANI = ("quran-json", "3.1.2", "package/dist/quran_transliteration.json")
TANZIL = ("quran-validator", "1.3.0", "package/data/quran-verses.json")

ARTICLE = re.compile("(?<![^-])(al|lil)-(sh|th|dh|[tdrzsṣḍṭẓn])(?!ʹ)")
UNSAID = str.maketrans("āáḥṣḍṭ", "aahsdt", "ʼʹ-")


class Skipped(Exception):
    """A text cannot be had here."""


def fetch(package, cache):
    """Returns the parsed JSON file of a package."""
    name, version, member = package
    archive = cache / f"{name}-{version}.tgz"
    if not archive.exists():
        npm = shutil.which("npm")
        if not npm:
            raise Skipped("npm is not installed")
        cache.mkdir(parents=True, exist_ok=True)
        run = subprocess.run(
            [npm, "pack", "--silent", f"{name}@{version}"], cwd=cache, capture_output=True, timeout=90, check=False
        )
        if run.returncode or not archive.exists():
            raise Skipped(f"npm cannot fetch {name}@{version}")
    with tarfile.open(archive) as files:
        return json.load(files.extractfile(member))


def read_uthmani(data):
    """Returns the verses and their transliterations."""
    verses = [verse for chapter in data for verse in chapter["verses"]]
    return [verse["text"] for verse in verses], [verse["transliteration"] for verse in verses]


def read_tanzil(data):
    """Returns the verses, each without the basmala that the publisher writes before the first one of a chapter."""
    verses = []
    for verse in data:
        words = verse["text"].split(" ")
        if verse["ayah"] == 1 and verse["surah"] not in (1, 9) and len(words) > 4 and words[3].startswith("ٱلرَّحِيمِ"):
            words = words[4:]
        verses.append(" ".join(words))
    return verses


def romanize(command, lines):
    """Returns the words of each line in Latin letters."""
    text = "\n".join(lines) + "\n"
    run = subprocess.run([*command, "ala-lc"], input=text.encode(), stdout=subprocess.PIPE, check=True)
    lines = run.stdout.decode().split("\n")[:-1]
    return [[word for word in line.split() if any(map(str.isalpha, word))] for line in lines]


def fold_final(latin):
    """Drops the length of -hū and -hī, which the publication writes in verbs and leaves out in pronouns."""
    return latin[:-1] + {"ū": "u", "ī": "i"}.get(latin[-1], latin[-1]) if latin[-2:-1] == "h" else latin


def fold_ours(latin):
    """Takes from a word what the publication does not write."""
    latin = ARTICLE.sub(r"\1\2\2", latin.lower())
    latin = latin.translate(UNSAID).replace("dh", "th").replace("ẓ", "th")
    return fold_final(latin.replace("īy", "iyy").replace("ūw", "uww"))


def fold_theirs(latin):
    """Rewrites a word of the publication in the letters of ALA-LC."""
    latin = latin.replace("AA", "ʻ").lower()
    return fold_final(latin.replace("ee", "ī").replace("oo", "ū").replace("o", "u"))


def align(ours, theirs):
    """Pairs the words of a verse, also where one side writes two words as one. Returns (ours, theirs) pairs."""
    infinity = 1 << 30
    rows, columns = len(ours), len(theirs)
    cost = [[infinity] * (columns + 1) for _ in range(rows + 1)]
    step = [[None] * (columns + 1) for _ in range(rows + 1)]
    cost[0][0] = 0
    moves = ((1, 1), (1, 2), (2, 1), (0, 1), (1, 0))
    for i in range(rows + 1):
        for j in range(columns + 1):
            if cost[i][j] == infinity:
                continue
            for a, b in moves:
                if i + a > rows or j + b > columns:
                    continue
                same = "".join(ours[i : i + a]) == "".join(theirs[j : j + b])
                price = cost[i][j] + (0 if same else 2 * max(a, b) + (a != b))
                if price < cost[i + a][j + b]:
                    cost[i + a][j + b] = price
                    step[i + a][j + b] = (a, b)
    pairs = []
    while rows or columns:
        a, b = step[rows][columns]
        pairs.append((rows - a, rows, columns - b, columns))
        rows, columns = rows - a, columns - b
    return pairs[::-1]


def compare(latin, published):
    """Returns the number of words, and those that differ: (verse, ours, theirs)."""
    total, others = 0, []
    for number, (words, known) in enumerate(zip(latin, published)):
        known = known.split()
        total += len(words)
        for a, b, c, d in align([fold_ours(word) for word in words], [fold_theirs(word) for word in known]):
            mine, theirs = "".join(map(fold_ours, words[a:b])), "".join(map(fold_theirs, known[c:d]))
            if mine != theirs:
                others.append((number, " ".join(words[a:b]), " ".join(known[c:d])))
    return total, others


def show(others, verses, most):
    kinds = collections.Counter((ours, theirs) for _, ours, theirs in others)
    where = {(ours, theirs): number for number, ours, theirs in others}
    for (ours, theirs), count in kinds.most_common(most):
        print(f"  {count:4} {ours or '-'} : {theirs or '-'}    {verses[where[ours, theirs]][:200]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path("/tmp/q"))
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("--list", type=int, default=0)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    chapters = [verse for chapter in fetch(UTHMANI, arguments.cache) for verse in chapter["verses"]]
    published = [verse["transliteration"] for verse in chapters]
    texts = {
        "quran-json": [verse["text"] for verse in chapters],
        "quran-validator": read_tanzil(fetch(TANZIL, arguments.cache)),
    }
    latin = {}
    for name, verses in texts.items():
        latin[name] = romanize(arguments.command, verses)
        total, others = compare(latin[name], published)
        wrong = sum(max(1, len(ours.split())) for _, ours, _ in others)
        print(f"{name}: {total} words, {total - wrong} agree, {100 * (total - wrong) / total:.2f} %")
        show(others, verses, arguments.list)
    one, other = latin.values()
    pairs = [(n, a, b) for n, (x, y) in enumerate(zip(one, other)) for a, b in differing(x, y)]
    print(f"the two spellings: {len(pairs)} words are read differently")
    show(pairs, texts["quran-json"], arguments.list)


def differing(x, y):
    if len(x) == len(y):
        return [(a, b) for a, b in zip(x, y) if a != b]
    return [(" ".join(x), " ".join(y))]


if __name__ == "__main__":
    main()
