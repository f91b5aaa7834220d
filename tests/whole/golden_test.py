#!/usr/bin/env python3
"""What every rule set does to every Arabic code point, as files that a diff shows.

usage: tests/whole/golden_test.py ARNORM [--update]

tests/data/golden/NAME.tsv has a line for each code point of the Arabic blocks that the rule set NAME
changes: the code point, what becomes of it alone, what becomes of it between two behs (- where that
is the same between theirs), and the code points of the former. Code points that stay as they are
have no line. With --update the files are written; without, they are compared, and the exit status
is 1 where they differ.
"""
import difflib
import pathlib
import subprocess
import sys

BLOCKS = [(0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]
FOLDER = pathlib.Path(__file__).parent.parent / "data" / "golden"
BEH = "\u0628"


def run(arnorm, *arguments, text=""):
    done = subprocess.run([arnorm, *arguments], input=text.encode(), capture_output=True)
    if done.returncode != 0:
        sys.exit(f"arnorm {' '.join(arguments)}: {done.stderr.decode()}")
    return done.stdout.decode()


def apply(arnorm, name, texts):
    return run(arnorm, name, text="".join(text + "\n" for text in texts)).split("\n")[:-1]


# Letters that editors display correctly, independent of Python's Unicode version.
PLAIN = [(0x21, 0x7E), (0xC0, 0x2FF), (0x621, 0x63A), (0x641, 0x64A), (0x66E, 0x66F),
         (0x671, 0x6D3), (0x1E00, 0x1EFF), (0x2018, 0x2019)]


def visible(text):
    """Marks and what cannot be seen as escapes."""
    return "".join(
        c if any(first <= ord(c) <= last for first, last in PLAIN) else f"\\u{ord(c):04X}"
        for c in text
    )


def table(arnorm, name):
    characters = [chr(c) for first, last in BLOCKS for c in range(first, last + 1)]
    surrounded = [BEH + c + BEH for c in characters]
    behs, *results = apply(arnorm, name, [BEH + BEH, *characters, *surrounded])
    alone, between = results[: len(characters)], results[len(characters) :]
    middle = len(behs) // 2
    lines = []
    for c, one, inside in zip(characters, alone, between):
        expected = behs[:middle] + one + behs[middle:]
        if one == c and inside == expected:
            continue
        points = " ".join(f"U+{ord(p):04X}" for p in one) or "nothing"
        inside = "-" if inside == expected else visible(inside)
        lines.append(f"U+{ord(c):04X}\t{visible(c)}\t{visible(one)}\t{inside}\t{points}\n")
    return lines


def compare(path, lines):
    old = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    difference = list(difflib.unified_diff(old, lines, str(path), "now"))
    sys.stdout.writelines(difference[:60])
    return not difference


def main():
    arnorm = sys.argv[1]
    update = "--update" in sys.argv[2:]
    names = [line.split("\t")[0].split()[0] for line in run(arnorm, "list").splitlines()]
    good = True
    for name in names:
        lines = table(arnorm, name)
        path = FOLDER / f"{name}.tsv"
        if update:
            path.write_text("".join(lines), encoding="utf-8")
        else:
            good = compare(path, lines) and good
    for path in sorted(FOLDER.glob("*.tsv")):
        if path.stem not in names:
            print(f"{path}: there is no such rule set")
            path.unlink() if update else None
            good = good and update
    if not good:
        print("What rule sets do has changed. If it should: tests/whole/golden_test.py build/arnorm --update")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
