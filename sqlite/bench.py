#!/usr/bin/env python3
"""Measures what the tokenizer `arnorm` costs beside its parent alone.

usage: sqlite/bench.py [--megabytes=N] [--extension=build/sqlite/arnorm.so]

Needs a Python whose module sqlite3 loads extensions, such as Debian's. Prints a table in Markdown: for two
texts and two parents, how many times as long as with the parent alone it takes to fill an FTS5 table with rows
of some 400 bytes, and to highlight a word that each row has once, without marks. Each figure is the best ratio
of several runs, in processor time. `unicode61` alone splits vocalized words at each mark, so that it has several
times as many tokens.
"""
import argparse
import pathlib
import random
import re
import sqlite3
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "data" / "text" / "sample.txt"
PARENTS = ("unicode61", "trigram")
ROUNDS = 5
WORD = "كتاب"
MARKS = re.compile("[\u064B-\u0652\u0670]")


def rows(words, size):
    """Rows of words in a fixed order, of so many bytes together."""
    choose = random.Random(1)
    made, total = [], 0
    while total < size:
        row = " ".join([*choose.choices(words, k=20), WORD, *choose.choices(words, k=20)])
        made.append((row,))
        total += len(row.encode())
    return made


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(extension, tokenize, texts):
    """Seconds of filling a table, and of highlighting a word in all of them."""
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(extension)
    connection.execute(f'CREATE VIRTUAL TABLE t USING fts5(x, tokenize = "{tokenize}")')
    filling = seconds(lambda: connection.executemany("INSERT INTO t VALUES (?)", texts))
    query = "SELECT length(highlight(t, 0, '[', ']')) FROM t(?)"
    marking = seconds(lambda: connection.execute(query, (WORD,)).fetchall())
    return filling, marking


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--megabytes", type=float, default=4)
    options.add_argument("--extension", default=str(ROOT / "build" / "sqlite" / "arnorm.so"))
    options = options.parse_args()
    words = SAMPLE.read_text(encoding="utf-8").split()
    vocalized = [word for word in words if MARKS.search(word)]
    plain = [MARKS.sub("", word) for word in vocalized]
    print("| text | parent | filling | highlighting |\n|---|---|---|---|")
    for name, words in (("plain", plain), ("vocalized", vocalized)):
        texts = rows(words, options.megabytes * 1e6)
        for parent in PARENTS:
            best = [float("inf"), float("inf")]
            for _ in range(ROUNDS):
                alone = measure(options.extension, parent, texts)
                folded = measure(options.extension, f"arnorm search {parent}", texts)
                best = [min(b, f / a) for b, f, a in zip(best, folded, alone)]
            print(f"| {name} | `{parent}` | {best[0]:.2f} | {best[1]:.2f} |")


if __name__ == "__main__":
    main()
