#!/usr/bin/env python3
"""Runs docs/guide.md: its commands, in the order of the page, in an empty directory.

usage: tests/whole/guide_test.py ARNORM [--update]

tests/support/replay_page.py describes the blocks of a page. Those of this one are `sh`, and print on standard
output and standard error. With --update, the blocks `text` are rewritten.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from replay_page import check_or_update, replay  # noqa: E402

GUIDE = ROOT / "docs" / "guide.md"


def run(commands, folder, arnorm):
    path = f"{arnorm.parent}:{os.environ['PATH']}"
    settings = {"PATH": path, "HOME": folder, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    shell = ["bash", "-c", f"exec 2>&1; {commands}"]
    return subprocess.run(shell, cwd=folder, env=settings, capture_output=True, check=False).stdout.decode()


def main():
    arnorm = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        guide, differences = replay(
            GUIDE.read_text(encoding="utf-8"),
            "sh",
            lambda commands: run(commands, folder, arnorm),
            lambda file, text: (pathlib.Path(folder) / file).write_text(text, encoding="utf-8"),
        )
    return check_or_update(GUIDE, guide, differences, "--update" in sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
