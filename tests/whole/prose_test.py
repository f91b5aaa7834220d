#!/usr/bin/env python3
"""How many words of running, vocalized prose `arnorm ala-lc` reads as a reader does.

usage: tests/whole/prose_test.py ARNORM

The sentences and what a reader makes of them are in tests/data/text/prose.tsv. Words that rules cannot
read are listed below; any other difference is an error, and so is a listed word that is read.
"""
import pathlib
import subprocess
import sys

PROSE = pathlib.Path(__file__).parent.parent / "data" / "text" / "prose.tsv"
UNREADABLE = {
    "bi-ʻāmayni": "two years; with a root in ب it could be a dual of its own, as bilādayni is",
}


def main():
    sentences = [line.split("\t") for line in PROSE.read_text(encoding="utf-8").splitlines()]
    text = "".join(f"{arabic}\n" for arabic, _ in sentences)
    done = subprocess.run([sys.argv[1], "ala-lc"], input=text.encode(), capture_output=True, check=True)
    words = 0
    different = set()
    for (arabic, wanted), got in zip(sentences, done.stdout.decode().splitlines(), strict=True):
        wanted, got = wanted.split(), got.split()
        words += len(wanted)
        pairs = zip(wanted, got, strict=True)
        different |= {(right.strip(".,:?!"), wrong.strip(".,:?!")) for right, wrong in pairs if right != wrong}
    good = True
    for right, wrong in sorted(different):
        print(f"{wrong} for {right}: {UNREADABLE.get(right, 'not expected')}")
        good = good and right in UNREADABLE
    for word in UNREADABLE.keys() - {right for right, _ in different}:
        print(f"{word} is read now: take it from the list")
        good = False
    print(f"{words - len(different)} of {words} words")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
