#!/usr/bin/env python3
"""Compares arnorm() in the shell of SQLite with the command, for every built-in rule set in both directions.

usage: sqlite/tests/command_test.py ARNORM SQLITE3 EXTENSION
"""
import pathlib
import subprocess
import sys
import tempfile

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data" / "text" / "sample.txt"


def chains(arnorm):
    """The names that `arnorm list` prints, and `name:` for those that also run backwards."""
    listed = subprocess.run([arnorm, "list"], capture_output=True, check=True, env={}).stdout.decode()
    for line in listed.splitlines():
        name, _, direction, *_ = line.split("\t")
        yield name
        if direction == "both":
            yield name + ":"


def by_sqlite(shell, extension, names):
    """What the function makes of the lines of the sample, by chain."""
    with tempfile.TemporaryDirectory() as folder:
        script = [f".load {extension}", "CREATE TABLE lines(line TEXT);"]
        for line in SAMPLE.read_text(encoding="utf-8").splitlines():
            script.append("INSERT INTO lines VALUES('" + line.replace("'", "''") + "');")
        for number, name in enumerate(names):
            script += [f".output {folder}/{number}", f"SELECT arnorm('{name}', line) FROM lines ORDER BY rowid;"]
        subprocess.run([shell, "-batch", ":memory:"], input="\n".join(script).encode(), check=True)
        return {name: (pathlib.Path(folder) / str(number)).read_bytes() for number, name in enumerate(names)}


def main():
    arnorm, shell, extension = sys.argv[1:4]
    names = list(chains(arnorm))
    results = by_sqlite(shell, extension, names)
    different = [
        name
        for name in names
        if results[name] != subprocess.run([arnorm, name, SAMPLE], capture_output=True, check=True, env={}).stdout
    ]
    print(f"{len(names)} chains; different: {different}")
    return 1 if different or len(names) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
