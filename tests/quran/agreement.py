#!/usr/bin/env python3
"""Counts the words of the Quran that arnorm reads as a published transliteration does.

usage: tests/quran/agreement.py [OPTIONS] ARNORM [ARGUMENT ...]

ARNORM with its arguments is run with the chain ala-lc on the whole text, as two publishers spell it. The
texts are in three npm packages, which `npm pack` fetches into a cache. docs/quran.md says what is compared.
The exit status is 0 if at least --least percent of the words agree, 1 if fewer do, and 77 if a package
cannot be had.
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
import tempfile

COMPLEX = ("quran-json", "3.1.2", "package/dist/quran_transliteration.json")
TANZIL = ("quran-validator", "1.3.0", "package/data/quran-verses.json")
LENGTHS = ("@ghoran/text", "0.0.8", "package/json/quran-text-imla.json")


class Skipped(Exception):
    """A text cannot be had."""


def fetch(package, cache):
    """The JSON file of a package, parsed."""
    name, version, member = package
    archive = cache / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        npm = shutil.which("npm") or skip("npm is not installed")
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            pack(npm, f"{name}@{version}", folder)
            os.replace(pathlib.Path(folder) / archive.name, archive)
    with tarfile.open(archive) as files:
        return json.load(files.extractfile(member))


def pack(npm, package, folder):
    try:
        subprocess.run([npm, "pack", "--silent", package], cwd=folder, capture_output=True, timeout=60, check=True)
    except (subprocess.SubprocessError, OSError):
        skip(f"npm cannot fetch {package}")


def skip(reason):
    raise Skipped(reason)


def read_tanzil(data):
    """The verses, the first ones of chapters without the basmala that this publisher writes before them."""
    texts = []
    for verse in data:
        words = verse["text"].split(" ")
        headed = verse["ayah"] == 1 and verse["surah"] not in (1, 9) and len(words) > 4
        texts.append(" ".join(words[4:] if headed and words[1] == "ٱللَّهِ" else words))
    return texts


def romanize(command, lines):
    """The words of each line in Latin letters."""
    text = "".join(line + "\n" for line in lines)
    done = subprocess.run([*command, "ala-lc"], input=text.encode(), stdout=subprocess.PIPE, check=True)
    return [line.split() for line in done.stdout.decode().split("\n")[:-1]]


# The folding. What the publication does not write goes from ours, and its letters become those of ALA-LC.

DIVINE = re.compile("(bi|ta|bismi)(?=llāh)")
ARTICLE = re.compile("(?<![^-])(al|lil|l)-(sh|th|dh|[tdrzsṣḍṭẓn])(?!ʹ)")
UNWRITTEN = str.maketrans("āáḥṣḍṭ", "aahsdt", "ʼʹ-")
SHORT = {"ū": "u", "ī": "i"}


def fold_ours(word):
    word = DIVINE.sub(r"\1a", word.lower())                      # billāhi: bi Allahi
    word = ARTICLE.sub(r"\1\2\2", word)                          # al-raḥmān: alrrahman
    word = word.replace("dh", "th").replace("ẓ", "th")           # ذ, ظ and ث are one there
    word = word.translate(UNWRITTEN)                             # so are ح and ه ...; hamza and long a are not written
    return fold_final(word.replace("īy", "iyy").replace("ūw", "uww"))


def fold_theirs(word):
    word = word.replace("AA", "ʻ").lower()
    return fold_final(word.replace("ee", "ī").replace("oo", "ū").replace("o", "u"))


def fold_final(word):
    """The vowel of the pronouns -hu and -hi is long or short; the publication writes it short always."""
    return word[:-1] + SHORT.get(word[-1], word[-1]) if word[-2:-1] == "h" else word


# The comparison.


def differences(ours, theirs):
    """Pairs of parts of a verse that differ, where one part may be several words: (ours, theirs)."""
    folded, known = [fold_ours(word) for word in ours], [fold_theirs(word) for word in theirs]
    if folded == known:
        return []
    steps = cheapest(folded, known)
    return [
        (ours[a:b], theirs[c:d]) for a, b, c, d in steps if "".join(folded[a:b]) != "".join(known[c:d])
    ]


# One side may write as one word what is two, or up to five (the letters at the beginning of chapters), on the other.
STEPS = ((1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1), (0, 1), (1, 0))


def cheapest(ours, theirs):
    """The steps through both sides that leave the fewest words unequal: (from, to) in ours and in theirs."""
    best = {(0, 0): (0, None)}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for a, b in STEPS if (i, j) in best else ():
                end = (i + a, j + b)
                if end[0] > len(ours) or end[1] > len(theirs):
                    continue
                same = "".join(ours[i : end[0]]) == "".join(theirs[j : end[1]])
                price = best[i, j][0] + (0 if same else 2 * max(a, b) + (a != b))
                if end not in best or price < best[end][0]:
                    best[end] = (price, (i, j))
    path, end = [], (len(ours), len(theirs))
    while end != (0, 0):
        start = best[end][1]
        path.append((start[0], end[0], start[1], end[1]))
        end = start
    return path[::-1]


def kind(ours, theirs):
    ours, theirs = "".join(map(fold_ours, ours)), "".join(map(fold_theirs, theirs))
    if ours and theirs and SHORT.get(theirs[-1]) == ours[-1] and ours[:-1] == theirs[:-1]:
        return "a short vowel at the end, written long by the publication"
    if re.sub("^(wa|fa)?u", r"\1i", ours) == theirs:
        return "hamzat al-wasl with u, written i by the publication"
    return "others"


def report(name, latin, published, most):
    """Prints the share of words that agree, in percent, and returns it."""
    found = [pair for words, known in zip(latin, published) for pair in differences(words, known.split())]
    total, wrong = sum(map(len, latin)), sum(max(1, len(ours)) for ours, _ in found)
    share = 100 * (total - wrong) / total
    print(f"{name}: {total - wrong} of {total} words agree, {share:.2f} %")
    for title, count in collections.Counter(kind(*pair) for pair in found).most_common():
        print(f"  {count:4} {title}")
    show(collections.Counter((" ".join(ours), " ".join(theirs)) for ours, theirs in found), most)
    return share


def show(counts, most):
    for (ours, theirs), count in counts.most_common(most):
        print(f"  {count:4} {ours or '-'}  {theirs or '-'}")


def undivided(words):
    """A verse as one word, for a word that only one publisher parts."""
    return "".join(words).replace("-", "")


def compare_spellings(one, other, most):
    """Prints what arnorm reads differently in the two spellings, unfolded."""
    counts = collections.Counter()
    for ours, theirs in zip(one, other):
        pairs = zip(ours, theirs) if len(ours) == len(theirs) else [(undivided(ours), undivided(theirs))]
        counts.update(pair for pair in pairs if pair[0] != pair[1])
    print(f"the two spellings: {sum(counts.values())} words are not read alike")
    show(counts, most)


# Each long a of this text has U+0670, but for those at the end of a word that are short before hamzat al-wasl. The alef of the
# subjunctive (تَتْلُوَا) is silent.
LONG_A = re.compile("\u0670|(?<!\u064fو)\u064e[اىی](?= )")

VOWEL = re.compile("[\u064b-\u0650\u0656\u0670]")   # the letters at the beginning of chapters have none


def compare_lengths(latin, texts):
    """Prints the share of verses that have as many long a as the text marks."""
    vocalized = [(words, text) for words, text in zip(latin, texts) if VOWEL.search(text.lstrip("۞ ").split()[0])]
    numbers = [(sum(map("".join(words).count, "āá")), len(LONG_A.findall(text))) for words, text in vocalized]
    equal = sum(ours == theirs for ours, theirs in numbers)
    share = 100 * equal / len(numbers)
    print(f"long a: {equal} of {len(numbers)} verses have as many as the text marks, {share:.2f} %")
    return share


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "arnorm-quran")
    parser.add_argument("--least", type=float, default=0, metavar="PERCENT")
    parser.add_argument("--list", type=int, default=0, metavar="NUMBER", help="show so many of the differences")
    parser.add_argument("command", nargs="+", metavar="ARNORM")
    options, rest = parser.parse_known_args()
    command = options.command + rest
    verses = [verse for chapter in fetch(COMPLEX, options.cache) for verse in chapter["verses"]]
    published = [verse["transliteration"] for verse in verses]
    latin = {
        "quran-json": romanize(command, [verse["text"] for verse in verses]),
        "quran-validator": romanize(command, read_tanzil(fetch(TANZIL, options.cache))),
    }
    shares = [report(name, words, published, options.list) for name, words in latin.items()]
    compare_spellings(*latin.values(), options.list)
    shares.append(compare_lengths(latin["quran-json"], fetch(LENGTHS, options.cache)))
    return 0 if min(shares) >= options.least else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Skipped as reason:
        print(f"skipped: {reason}")
        sys.exit(77)
