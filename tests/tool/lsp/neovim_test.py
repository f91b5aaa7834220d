#!/usr/bin/env python3
"""Edits a rule file with Neovim, without a screen, through its own client and editors/neovim.lua.

usage: tests/tool/lsp/neovim_test.py ARNORM

Skipped (exit status 77) if there is no nvim; Debian's package is `neovim`.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FILE = """format = 1
name = "edited"
sets = { mine = '[ابت]' }
[[stage]]
table = [ { from = "ب", befor = "$mine", to = "b" } ]
[[test]]
from = ""
to = ""
"""

WANTED = """attached: true
errors: { "4:25 unknown key `befor` in a row" }
fix: "Change `befor` to `before`"
fixed: 'table = [ { from = "ب", before = "$mine", to = "b" } ]'
good: true
hover: "`ب` U+0628 ARABIC LETTER BEH (Lo, Other Letter)"
definition: "edited.toml" 2
completion: true
title: { "3:15 expected the end of the line, not `7`" }
stopped: true
"""


def main():
    if shutil.which("nvim") is None:
        print("skipped: nvim is not installed (Debian's package neovim)")
        return 77
    arnorm = pathlib.Path(sys.argv[1]).resolve()
    script = pathlib.Path(__file__).resolve().with_name("neovim.lua")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "edited.toml"
        file.write_text(FILE)
        report = pathlib.Path(folder) / "report"
        environment = dict(os.environ, PATH=f"{arnorm.parent}:{os.environ['PATH']}",
                           EDITORS=str(script.parents[3] / "editors"), REPORT=str(report),
                           HOME=folder, XDG_STATE_HOME=folder, XDG_DATA_HOME=folder,
                           TMPDIR=folder, LC_ALL="C.UTF-8")
        done = subprocess.run(["nvim", "--headless", "--clean", str(file), "-S", str(script)],
                              env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=300)
        found = report.read_text() if report.exists() else ""
        print(found, done.stderr.decode(errors="replace"), sep="")
    if found == WANTED:
        return 0
    print("wanted:\n" + WANTED)
    return 1


if __name__ == "__main__":
    sys.exit(main())
