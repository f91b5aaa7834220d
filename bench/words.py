#!/usr/bin/env python3
"""What a list of words costs: the time to load it, the memory, and the speed of chains with it.

usage: bench/words.py [ARNORM]       # build/arnorm unless given

Prints tables in Markdown. The lists have 1,000 and 100,000 words, one in ten of them two words. They
become themselves, so that the rest of the chain has as much to do as without them. The text has 8 MB
of words whose frequencies are those of language (Zipf's law). Every second word is in the larger
list, and one line in five ends with a full stop.
"""
import bisect
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time

import measure

SIZES = (1_000, 100_000)
CHAINS = ("ala-lc", "din-31635", "search", "buckwalter")
MEGABYTES = 8
REPEATS = 3


def word(rng):
    return measure.word(rng, 3, 8)


def words(count, rng):
    found = {}
    while len(found) < count:
        found[word(rng) + (" " + word(rng) if rng.random() < 0.1 else "")] = None
    return list(found)


def write_text(path, known, rng):
    vocabulary = list(itertools.chain.from_iterable(zip(known[:30_000], words(30_000, rng))))
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(vocabulary))))
    with open(path, "w", encoding="utf-8") as file:
        while file.tell() < MEGABYTES * 1_000_000:
            line = [
                vocabulary[bisect.bisect(weights, rng.random() * weights[-1])] for _ in range(15)
            ]
            file.write(" ".join(line) + (".\n" if rng.random() < 0.2 else "\n"))


def run(command, text):
    return measure.run(command, text, REPEATS)[0]


def memory(command):
    """Megabytes of private memory while the command waits for its input, after it is loaded."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    time.sleep(3)
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        fields = dict(line.split(":", 1) for line in status)
    process.communicate(b"")
    return int(fields["RssAnon"].split()[0]) * 1024 / 1e6


def rule_file(folder, chain, lexicon):
    path = os.path.join(folder, "test.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write('format = 1\nname = "test"\n\n')
        if lexicon:
            file.write(f'[[stage]]\nwords = "{lexicon}"\n\n')
        file.write(f'[[stage]]\nuse = "{chain}"\n')
    return path


def main():
    arnorm = sys.argv[1] if len(sys.argv) > 1 else "build/arnorm"
    rng = random.Random(1)
    lexicon = words(max(SIZES), rng)
    with tempfile.TemporaryDirectory() as folder:
        text, empty = os.path.join(folder, "text"), os.path.join(folder, "empty")
        write_text(text, lexicon, rng)
        with open(empty, "w", encoding="utf-8"):
            pass
        for size in SIZES:
            with open(os.path.join(folder, f"{size}.tsv"), "w", encoding="utf-8") as file:
                file.writelines(f"{w}\t{w}\n" for w in lexicon[:size])
        print("| words | file, MB | load, ms | memory, MB |\n|--:|--:|--:|--:|")
        command = [arnorm, rule_file(folder, "buckwalter", None)]
        bare, before = run(command, empty), memory(command)
        for size in SIZES:
            command = [arnorm, rule_file(folder, "buckwalter", f"{size}.tsv")]
            load, used = run(command, empty), memory(command)
            megabytes = os.path.getsize(os.path.join(folder, f"{size}.tsv")) / 1e6
            print(
                f"| {size:,} | {megabytes:.1f} | {(load - bare) * 1000:.0f} "
                f"| {used - before:.1f} |",
                flush=True,
            )
        print("\n| chain | alone, MB/s |" + "".join(f" with {size:,} words |" for size in SIZES))
        print("|---|--:|" + "--:|" * len(SIZES))
        for chain in CHAINS:
            cells = []
            for lexicon_file in [None] + [f"{size}.tsv" for size in SIZES]:
                path = rule_file(folder, chain, lexicon_file)
                seconds = run([arnorm, path], text) - run([arnorm, path], empty)
                cells.append(MEGABYTES / seconds)
            rest = " | ".join(f"{speed / cells[0]:.2f} ×" for speed in cells[1:])
            print(f"| {chain} | {cells[0]:.0f} | {rest} |", flush=True)


main()
