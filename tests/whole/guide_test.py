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

GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "guide.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```\n", re.M | re.S)


def run(commands, folder, arnorm):
    path = f"{arnorm.parent}:{os.environ['PATH']}"
    settings = {"PATH": path, "HOME": folder, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    shell = ["bash", "-c", f"exec 2>&1; {commands}"]
    return subprocess.run(shell, cwd=folder, env=settings, capture_output=True, check=False).stdout.decode()


def replay(guide, arnorm):
    """The page with what its commands print, and a description of each difference."""
    blocks = list(BLOCK.finditer(guide))
    pieces, differences, end = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for block, following in zip(blocks, [*blocks[1:], None]):
            if block.start() < end:
                continue  # the output of the commands before it
            language, file, text = block.groups()
            pieces.append(guide[end : block.end()])
            end = block.end()
            if file:
                (pathlib.Path(folder) / file).write_text(text, encoding="utf-8")
            if language != "sh":
                continue
            printed = run(text, folder, arnorm)
            shown = ""
            if following and following[1] == "text" and not guide[end : following.start()].strip():
                shown, end = following[3], following.end()
            if printed:
                pieces.append(f"\n```text\n{printed}```\n")
            if printed != shown:
                differences.append(f"{text}prints\n{printed}and the page shows\n{shown}")
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
