#!/usr/bin/env python3
"""What the ways to convert much text cost: threads, pipes, Python and Dask on the same file.

usage: PYTHONPATH=build/python bench/scale.py [--megabytes=N] [ARNORM]   # build/arnorm unless given

Prints tables in Markdown. Two processors work in each way that uses several. The ways take turns, and
the best of some rounds counts, so that the ratios hold on a busy machine too.

  start      milliseconds of processor time of `arnorm CHAIN < /dev/null` and of `arnorm.Chain(CHAIN)`, and
             how much text one process converts in the same time
  processor  the processor time of all processes together, as a multiple of that of one process
  clock      the time by the clock, likewise

Ways whose programs are not installed (Debian: parallel, python3-distributed) are left out.
"""

import contextlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import arnorm

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python" / "examples"))
import dask_lines  # noqa: E402

SAMPLE = ROOT / "tests" / "data" / "text" / "sample.txt"
CHAINS = {"search": 1, "search,buckwalter": 1, "ala-lc": 5}  # and for which part of the text there is time
ROUNDS = 3
PARTS = 8
BLOCK = re.compile(rb"[^\n]*\n")


def write_corpus(file, size):
    """Lines of words from the sample, as long as lines of prose are, in a fixed order."""
    words = SAMPLE.read_text(encoding="utf-8").split()
    choose = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        while out.tell() < size:
            out.write(" ".join(choose.choices(words, k=choose.randrange(10, 60))) + "\n")


def processor_time():
    times = os.times()
    return sum(times[:4])


class Ways:
    """Each converts the whole file. The results of `pipe` and `apply` stay in memory."""

    def __init__(self, command, chain, file, folder):
        self.command, self.chain, self.file, self.folder = command, chain, file, folder
        self.loaded = arnorm.Chain(chain)
        self.block = file.stat().st_size // PARTS + 1

    def shell(self, line):
        names = {"ARNORM": self.command, "CHAIN": self.chain, "FILE": str(self.file)}
        subprocess.run(["sh", "-c", line], env={**os.environ, **names}, stdout=subprocess.DEVNULL, check=True)

    def one_process(self):
        self.shell('"$ARNORM" "$CHAIN" < "$FILE"')

    def two_threads(self):
        self.shell('"$ARNORM" -j 2 "$CHAIN" < "$FILE"')

    def parallel(self):
        self.shell(f'parallel --will-cite --pipe -k -j 2 --block {self.block} "$ARNORM" "$CHAIN" < "$FILE"')

    def pipe(self):
        """A process for each part, whose lines come from and go to Python, as in PySpark."""

        def part(lines):
            process = subprocess.Popen([self.command, self.chain], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

            def write():
                for line in lines:
                    process.stdin.write(line)
                process.stdin.close()

            threading.Thread(target=write).start()
            with process:
                return [line.rstrip(b"\n").decode() for line in process.stdout]

        lines = BLOCK.findall(self.file.read_bytes())
        size = len(lines) // PARTS + 1
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(part, [lines[begin : begin + size] for begin in range(0, len(lines), size)]))

    def apply(self):
        self.loaded.apply(self.file.read_text(encoding="utf-8").split("\n"))

    def dask(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        dask_lines.write_parts(self.loaded, str(self.file), folder, self.block)


WAYS = {
    "one_process": "`arnorm CHAIN`",
    "two_threads": "`arnorm -j 2 CHAIN`",
    "parallel": "GNU parallel, two jobs",
    "apply": "Python: `chain.apply(lines)`",
    "dask": "Dask, two workers: `dask_lines.py`",
    "pipe": "a pipe for each partition, two at a time",
}


def measured(way, workers_time):
    begin, processor, workers = time.perf_counter(), processor_time(), workers_time()
    way()
    return processor_time() - processor + workers_time() - workers, time.perf_counter() - begin


def best(ways, names, workers_time):
    """By name: the least processor time, and the shortest time by the clock."""
    found = {}
    for _ in range(ROUNDS):
        for name in names:
            times = measured(getattr(ways, name), workers_time)
            found[name] = tuple(map(min, times, found.get(name, times)))
    return found


@contextlib.contextmanager
def cluster():
    """A function that returns the processor time of the workers, which are not waited for."""
    try:
        import distributed
    except ImportError:
        yield None
        return
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        with distributed.Client(local) as client:
            yield lambda: sum(client.run(time.process_time).values())


def print_start(command, chain, speed):
    def ends():
        begin = processor_time()
        for _ in range(10):  # because the system counts in hundredths of a second
            subprocess.run([command, chain], stdin=subprocess.DEVNULL, check=True)
        return (processor_time() - begin) / 10

    def loads():
        begin = time.process_time()
        arnorm.Chain(chain)
        return time.process_time() - begin

    process, loading = (min(way() for _ in range(5)) for way in (ends, loads))
    sizes = [f"{seconds * speed / 1e6:.1f}" for seconds in (process, loading)]
    print(f"| `{chain}` | {process * 1e3:.1f} | {sizes[0]} | {loading * 1e3:.1f} | {sizes[1]} |", flush=True)


def main(arguments):
    megabytes = 100.0
    command = str(ROOT / "build" / "arnorm")
    for argument in arguments:
        if argument.startswith("--megabytes="):
            megabytes = float(argument.partition("=")[2])
        elif argument.startswith("-"):
            sys.exit(__doc__)
        else:
            command = argument
    with tempfile.TemporaryDirectory() as folder, cluster() as workers_time:
        missing = {"parallel"} if shutil.which("parallel") is None else set()
        missing |= set() if workers_time else {"dask"}
        names = [name for name in WAYS if name not in missing]
        results = {}
        print("| chain | process, ms | MB | `Chain()`, ms | MB |\n|---|--:|--:|--:|--:|")
        for chain, part in CHAINS.items():
            file = pathlib.Path(folder) / "corpus.txt"
            write_corpus(file, megabytes * 1e6 / part)
            results[chain] = best(Ways(command, chain, file, folder), names, workers_time or (lambda: 0.0))
            print_start(command, chain, file.stat().st_size / results[chain]["one_process"][0])
    print_ways(names, results)


def print_ways(names, results):
    heads = "".join(f" `{chain}`: processor | clock |" for chain in CHAINS)
    print(f"\n| |{heads}\n|---|" + "--:|--:|" * len(CHAINS))
    for name in names:
        cells = [f"{mine / own:.1f}" for chain in CHAINS for mine, own in zip(results[chain][name], results[chain]["one_process"])]
        print(f"| {WAYS[name]} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
