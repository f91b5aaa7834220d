#!/usr/bin/env python3
"""Runs docs/sqlite.md with the shell of SQLite: its blocks `sql`, in the order of the page, on one database.

usage: sqlite/tests/page_test.py SQLITE3 EXTENSION [--update]

tests/support/replay_page.py describes the blocks of a page. Statements print on standard output and standard
error. With --update, the blocks `text` are rewritten.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from replay_page import check_or_update, replay  # noqa: E402

PAGE = ROOT / "docs" / "sqlite.md"
LOAD = ".load arnorm\n"


def run(shell, statements, folder, extension):
    """What the shell prints. `.load arnorm` finds the extension as a library of the system."""
    statements = LOAD + statements.removeprefix(LOAD)
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(extension.parent)}
    done = subprocess.run(
        [shell, "-batch", "book.db"],
        input=statements.encode(),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.stdout.decode()


def main():
    shell, extension = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        page, differences = replay(
            PAGE.read_text(encoding="utf-8"), "sql", lambda statements: run(shell, statements, folder, extension)
        )
    return check_or_update(PAGE, page, differences, "--update" in sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
