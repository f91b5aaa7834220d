#!/usr/bin/env python3
"""What a row of a table costs: the time to load it, the time per text, and the memory.

usage: bench/rows.py [ARNORM]       # build/arnorm unless given

Prints a table in Markdown. Tables of 800 to 20,000 rows: Arabic words of four to eight letters,
alone; at word edges; and with a set as their third item. The text has 2 MB of such words, a third of
which are in the largest table.
"""
import os
import random
import sys
import tempfile

import measure

SIZES = (0, 800, 1600, 3000, 12000, 19999)
REPEATS = 5


def words(count, rng):
    """Different ones, even without their third letters."""
    found = {}
    while len(found) < count:
        word = measure.word(rng, 4, 8)
        found[word[:2] + word[3:]] = word
    return list(found.values())


def row(kind, word):
    if kind == "with a set":
        word = word[:2] + "[" + word[2] + "ء]" + word[3:]
    edges = ', after = "$edge", before = "$edge"' if kind == "at word edges" else ""
    return f'  {{ from = \'{word}\'{edges}, to = "{len(word)}" }},\n'


def rule_file(path, kind, lexicon):
    with open(path, "w", encoding="utf-8") as file:
        file.write('format = 1\nname = "rows"\n\n[[stage]]\ntable = [\n')
        file.writelines(row(kind, word) for word in lexicon)
        file.write('  { from = "zz", to = "z" },\n]\n')


def main():
    arnorm = sys.argv[1] if len(sys.argv) > 1 else "build/arnorm"
    rng = random.Random(1)
    lexicon = words(max(SIZES), rng)
    others = words(2 * max(SIZES), rng)
    with tempfile.TemporaryDirectory() as folder:
        text, empty = os.path.join(folder, "text"), os.path.join(folder, "empty")
        with open(text, "w", encoding="utf-8") as file:
            while file.tell() < 2_000_000:
                line = rng.choices(lexicon, k=4) + rng.choices(others, k=8)
                rng.shuffle(line)
                file.write(" ".join(line) + "\n")
        with open(empty, "w", encoding="utf-8"):
            pass
        print("| rows | | load, ms | 2 MB of text, ms | memory, MiB |\n|--:|---|--:|--:|--:|")
        for kind in ("alone", "at word edges", "with a set"):
            for size in SIZES:
                path = os.path.join(folder, "rows.toml")
                rule_file(path, kind, lexicon[:size])
                load, _ = measure.run([arnorm, path], empty, REPEATS)
                total, memory = measure.run([arnorm, path], text, REPEATS)
                print(f"| {size} | {kind} | {load * 1000:.0f} | {(total - load) * 1000:.0f} "
                      f"| {memory:.0f} |", flush=True)


main()
