"""Runs a program under callgrind and reads the counts that it dumps (tests/support/instructions.h)."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def find_valgrind(program, optimization):
    """The path of valgrind; ends with status 77 where it cannot count what arnorm is documented with."""
    valgrind = shutil.which("valgrind")
    if not valgrind:
        skip("no valgrind; ./setup --deps-only installs it")
    if optimization not in ("2", "3"):
        skip("the library is not optimized")
    kernel = subprocess.run([valgrind, "--tool=none", "-q", program, "--kernel"],
                            capture_output=True, text=True).stdout.strip()
    if kernel != "AVX2":
        skip(f"valgrind runs the kernel {kernel}, and the costs are those of AVX2")
    return valgrind


def measure(valgrind, program, arguments=()):
    """By what was counted (a pair): the instructions, and the size that the program gave."""
    with tempfile.TemporaryDirectory() as folder:
        dumps = pathlib.Path(folder) / "dumps"
        done = subprocess.run(
            [valgrind, "--tool=callgrind", "--instr-atstart=no", "--combine-dumps=yes",
             f"--callgrind-out-file={dumps}", program, *arguments],
            capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{program}: {done.stdout}{done.stderr}")
        if done.stdout:
            skip("no header valgrind/callgrind.h when the program was built")
        return counts_in(dumps)


def counts_in(dumps):
    counts = {}
    what = None
    with open(dumps, errors="replace") as lines:
        for line in lines:
            if match := re.match(r"desc: Trigger: Client Request: (.*)\t(.*)\t(\d+)$", line):
                what = match.groups()
            elif what and (match := re.match(r"(?:summary|totals): (\d+)", line)):
                name, kind, size = what
                counts[name, kind] = int(match[1]), int(size)
                what = None
    return counts
