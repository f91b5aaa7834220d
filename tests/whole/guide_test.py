#!/usr/bin/env python3
"""Runs docs/guide.md: its commands, in the order of the page, in an empty directory.

usage: tests/whole/guide_test.py ARNORM [--update]

    ```toml file=labels.toml   a file that the reader writes (or writes anew)
    ```sh                      commands that the reader types
    ```text                    what these commands print, on standard output and standard error

Commands without a block `text` after them print nothing. With --update, the blocks `text` are rewritten.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

GUIDE = pathlib.Path(__file__).parents[2] / "docs" / "guide.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```\n", re.M | re.S)


def run(commands, folder, arnorm):
    path = f"{arnorm.parent}:{os.environ['PATH']}"
    settings = {"PATH": path, "HOME": folder, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    shell = ["bash", "-c", f"exec 2>&1; {commands}"]
    return subprocess.run(shell, cwd=folder, env=settings, capture_output=True, check=False).stdout.decode()


def replay(guide, arnorm):
    """The page with the output of its commands as it is, and a description of each difference."""
    pieces, differences, end = [], [], 0
    printed = None  # by the commands of the preceding block
    with tempfile.TemporaryDirectory() as folder:
        for block in BLOCK.finditer(guide):
            language, file, text = block.groups()
            pieces.append(guide[end : block.start()])
            end = block.end()
            if language == "text" and printed is not None:
                if printed != text:
                    differences.append(f"the page has\n{text}the commands print\n{printed}")
                pieces.append(f"```text\n{printed}```\n")
                printed = None
                continue
            pieces.append(block.group())
            if printed:
                differences.append(f"the page does not show this output:\n{printed}")
                printed = None
            if language == "toml" and file:
                (pathlib.Path(folder) / file).write_text(text, encoding="utf-8")
            elif language == "sh":
                printed = run(text, folder, arnorm)
    if printed:
        differences.append(f"the page does not show this output:\n{printed}")
    return "".join(pieces) + guide[end:], differences


def main():
    arnorm = pathlib.Path(sys.argv[1]).resolve()
    guide, differences = replay(GUIDE.read_text(encoding="utf-8"), arnorm)
    if "--update" in sys.argv[2:]:
        GUIDE.write_text(guide, encoding="utf-8")
        return 0
    print("\n".join(differences) or "all commands print what the page shows")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
