#!/usr/bin/env python3
"""Runs docs/sqlite.md with the shell of SQLite: its blocks `sql`, in the order of the page, on one database.

usage: sqlite/tests/page_test.py SQLITE3 EXTENSION [--update]

A block `text` after a block `sql` is what its statements print, on standard output and standard error; without
one they print nothing. With --update, the blocks `text` are rewritten.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "sqlite.md"
BLOCK = re.compile(r"^```sql\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)
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
    page = PAGE.read_text(encoding="utf-8")
    differences = []
    with tempfile.TemporaryDirectory() as folder:

        def replay(block):
            statements, shown = block[1], block[2] or ""
            printed = run(shell, statements, folder, extension)
            if printed != shown:
                differences.append(f"{statements}prints\n{printed}and the page shows\n{shown}")
            return f"```sql\n{statements}```\n" + (f"\n```text\n{printed}```\n" if printed else "")

        updated = BLOCK.sub(replay, page)
    if "--update" in sys.argv[3:]:
        PAGE.write_text(updated, encoding="utf-8")
        return 0
    print("\n".join(differences) or "all statements print what the page shows")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
