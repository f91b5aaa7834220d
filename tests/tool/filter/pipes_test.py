#!/usr/bin/env python3
"""The command where an engine pipes the lines of each partition through a process of its own.

usage: tests/tool/filter/pipes_test.py ARNORM

As Spark does it (`rdd.pipe`), as GNU parallel does it (skipped where Debian's package parallel is
missing), and the commands of docs/scale.md that use a shell. The results must be those of one run.
"""
import contextlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor

ARNORM = pathlib.Path(sys.argv.pop(1)).resolve()
ENVIRONMENT = {**os.environ, "PATH": f"{ARNORM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "PARALLEL_HOME": "/none"}
PAGE = pathlib.Path(__file__).resolve().parents[3] / "docs" / "scale.md"
WORDS = ["العَرَبِيَّةُ", "", "مِصْر", "مُحَمَّد قال", "كتاب " * 30, "abc"]
LINES = [f"{number} {word}" for number, word in enumerate(WORDS * 500)]
RECORDS = [f'{{"id": {number}, "text": "{word}"}}' for number, word in enumerate(WORDS * 50)]
BROKEN = {7: '{"id": 7, "text": ', 150: "not JSON", 151: '{"text": "\\x"}'}
HAS_PARALLEL = shutil.which("parallel") is not None


def run(words, text, **options):
    return subprocess.run([ARNORM, *words], input=text, env=ENVIRONMENT, capture_output=True, **options)


def by_one_run(words, lines):
    return run(words, "".join(line + "\n" for line in lines).encode(), check=True).stdout.decode()


def partitions(lines, count):
    """Some of them are empty."""
    size = len(lines) // (count - 2)
    parts = [lines[begin : begin + size] for begin in range(0, len(lines), size)]
    return [[], *parts, []]


class Pipe:
    """What PySpark's `rdd.pipe(command, checkCode=True)` does with a partition."""

    def __init__(self, command):
        self.command = command
        self.log = []

    def __call__(self, partition):
        process = subprocess.Popen(
            shlex.split(self.command), env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

        def write():
            with contextlib.suppress(BrokenPipeError), process.stdin:
                for line in partition:
                    process.stdin.write((line.rstrip("\n") + "\n").encode())

        writer = threading.Thread(target=write)
        writer.start()
        with process.stdout, process.stderr:
            lines = [line.rstrip(b"\n").decode() for line in process.stdout]
            self.log.append(process.stderr.read().decode())
        process.wait()
        writer.join()
        if process.returncode != 0:
            raise RuntimeError(f"Pipe function `{self.command}' exited with error code {process.returncode}")
        return lines

    def over(self, parts):
        with ThreadPoolExecutor(2) as executors:
            return list(executors.map(self, parts))


class Spark(unittest.TestCase):
    def test_order_and_counts(self):
        for chain in ("search,buckwalter", "clean", "-j 2 search"):
            parts = partitions(LINES, 8)
            results = Pipe(f"arnorm {chain}").over(parts)
            self.assertEqual([len(result) for result in results], [len(part) for part in parts])
            joined = "".join(line + "\n" for result in results for line in result)
            self.assertEqual(joined, by_one_run(chain.split(), LINES))

    def test_malformed_records_are_counted(self):
        records = [BROKEN.get(number, record) for number, record in enumerate(RECORDS)]
        parts = partitions(records, 6)
        pipe = Pipe("arnorm --jsonl text search")
        results = [record for result in pipe.over(parts) for record in result]
        self.assertEqual("".join(line + "\n" for line in results), by_one_run(["--jsonl", "text", "search"], records))
        self.assertEqual([results[number] for number in BROKEN], list(BROKEN.values()))
        counts = re.findall(r"(\d+) malformed records?, copied unchanged", "".join(pipe.log))
        self.assertEqual(sum(map(int, counts)), len(BROKEN))

    def test_malformed_records_as_an_error(self):
        parts = partitions([BROKEN.get(number, record) for number, record in enumerate(RECORDS)], 6)
        pipe = Pipe("arnorm --strict --jsonl text search")
        with self.assertRaisesRegex(RuntimeError, "exited with error code 1"):
            pipe.over(parts)

    def test_a_process_that_is_killed(self):
        with self.assertRaisesRegex(RuntimeError, "exited with error code"):
            Pipe("""sh -c 'arnorm search | head -n 1; kill -KILL $$'""")(LINES)


@unittest.skipUnless(HAS_PARALLEL, "Debian's package parallel is not installed")
class Parallel(unittest.TestCase):
    def parallel(self, words, text):
        command = ["parallel", "--will-cite", "--pipe", "--keep-order", "-j", "2", "--block", "20k", ARNORM, *words]
        return subprocess.run(command, input=text, env=ENVIRONMENT, capture_output=True)

    def test_the_bytes_of_one_run(self):
        lines = [line.encode() for line in LINES]
        lines[100] += b" \xff"
        lines[200] += b"\r"
        text = b"\n".join(lines)
        for chain in ("search,buckwalter", "clean"):
            done = self.parallel([chain], text)
            self.assertEqual((done.returncode, done.stdout), (0, run([chain], text, check=True).stdout))
            self.assertIn(b"malformed UTF-8, copied unchanged (1 byte in 1 line", done.stderr)

    def test_failures_are_counted(self):
        text = "\n".join(LINES).encode() + b"\n\xff\n"
        self.assertEqual(self.parallel(["--strict", "search"], text).returncode, 1)  # the number of jobs


class Page(unittest.TestCase):
    def commands(self):
        blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
        lines = [line.split("   #")[0].strip() for block in blocks for line in block.splitlines()]
        return [line for line in lines if " corpus" in line and "dask" not in line]

    def test_its_commands_convert_alike(self):
        commands = [line for line in self.commands() if HAS_PARALLEL or "parallel" not in line]
        self.assertGreaterEqual(len(commands), 3 if HAS_PARALLEL else 2)
        for command in commands:
            with self.subTest(command), tempfile.TemporaryDirectory() as folder:
                corpus = pathlib.Path(folder) / "corpus.txt"
                corpus.write_text("\n".join(LINES) + "\n", encoding="utf-8")
                subprocess.run(["bash", "-ec", command], cwd=folder, env=ENVIRONMENT, check=True)
                converted = (pathlib.Path(folder) / "converted.txt").read_text(encoding="utf-8")
                self.assertEqual(converted, by_one_run(["search"], LINES))


if __name__ == "__main__":
    if not HAS_PARALLEL:
        print("without GNU parallel: Debian's package parallel is not installed")
    unittest.main()
