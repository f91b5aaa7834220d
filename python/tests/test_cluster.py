"""A Dask cluster of two processes: the example writes what the command writes, whatever happens.

Skipped where Debian's python3-distributed is missing. ARNORM is the command.
"""

import functools
import logging
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import arnorm

try:
    import distributed
except ImportError:
    print("skipped: Debian's package python3-distributed is not installed")
    sys.exit(77)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "examples"))
import dask_lines  # noqa: E402

COMMAND = os.environ["ARNORM"]
CHAIN = "search,buckwalter"
LINES = [
    "العَرَبِيَّةُ".encode(),
    b"",
    "مِصْر\r".encode(),  # the carriage return belongs to the end of the line
    b"\xd9 " + "مُحَمَّد".encode() + b" \xff",
    "a\rb".encode(),
    "كتاب ".encode() * 40,
]
ROWS = 'format = 1\nname = "mine"\ntitle = "Mine"\n[[stage]]\ntable = [ {{ from = "ا", to = "{}" }} ]\n'


def by_command(chain, file):
    return subprocess.run([COMMAND, chain, file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def kill_once(marker, block):
    """Ends the worker without a word, as the kernel does when memory runs out; but only once."""
    if b"\xff" in block:
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            return block
        os.kill(os.getpid(), signal.SIGKILL)
    return block


def killed_then(marker, convert, chain, block):
    return convert(chain, kill_once(marker, block))


class OnCluster(unittest.TestCase):
    workers = 2
    environment = {}

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.prepare()
        cluster = distributed.LocalCluster(
            n_workers=cls.workers,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
            env=cls.environment,
        )
        cls.addClassCleanup(cluster.close)
        cls.client = distributed.Client(cluster)
        cls.addClassCleanup(cls.client.close)

    @classmethod
    def prepare(cls):
        pass


class Lines(OnCluster):
    def parts(self, text, block_size, chain=CHAIN):
        """The counts and the output of the example."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        file = folder / "text"
        file.write_bytes(text)
        (folder / "parts").mkdir()
        counts = dask_lines.write_parts(arnorm.Chain(chain), str(file), folder / "parts", block_size)
        written = b"".join(part.read_bytes() for part in sorted((folder / "parts").iterdir()))
        self.assertEqual(written, by_command(chain, file))
        return [sum(column) for column in zip(*counts)], len(counts)

    def test_there_are_two_processes(self):
        processes = self.client.run(os.getpid)
        self.assertEqual(len({*processes.values(), os.getpid()}), 3)

    def test_the_bytes_of_the_command(self):
        text = b"\n".join(LINES * 200) + b"\n"
        for chain in (CHAIN, "ala-lc", "clean"):
            counts, blocks = self.parts(text, 10_000, chain)
            self.assertEqual(counts, [1200, 200])
            self.assertGreater(blocks, 5)

    def test_blocks_without_a_line(self):
        # Shorter than a line, so that some blocks are empty; and the last line does not end.
        counts, blocks = self.parts(b"\n".join(LINES), 32)
        self.assertEqual(counts, [6, 1])
        self.assertGreater(blocks, 10)

    def test_a_worker_that_is_killed(self):
        killed = functools.partial(killed_then, self.folder / "killed", dask_lines.convert)
        blocks = [line + b"\n" for line in LINES]
        chain = arnorm.Chain(CHAIN)
        before = set(self.client.run(os.getpid).values())
        results = self.client.gather(self.client.map(functools.partial(killed, chain), blocks))
        self.assertEqual(results, [dask_lines.convert(chain, block) for block in blocks])
        self.client.wait_for_workers(2)
        self.assertNotEqual(set(self.client.run(os.getpid).values()), before)

    def test_malformed_bytes_as_an_error(self):
        call = functools.partial(arnorm.Chain(CHAIN), invalid="error")
        futures = self.client.map(call, LINES)
        distributed.wait(futures)
        self.assertEqual([future.status for future in futures], ["finished"] * 3 + ["error"] + ["finished"] * 2)
        self.assertIsInstance(futures[3].exception(), UnicodeDecodeError)


class OtherRules(OnCluster):
    """The worker finds another file under the same name."""

    workers = 1

    @classmethod
    def prepare(cls):
        for folder in ("here", "there"):
            (cls.folder / folder).mkdir()
            (cls.folder / folder / "mine.toml").write_text(ROWS.format(folder), encoding="utf-8")
        cls.environment = {"ARNORM_PATH": str(cls.folder / "there")}
        os.environ["ARNORM_PATH"] = str(cls.folder / "here")
        cls.addClassCleanup(os.environ.pop, "ARNORM_PATH")

    def test_an_error_with_both_fingerprints(self):
        chain = arnorm.Chain("mine")
        there = arnorm.Chain("mine", path=self.folder / "there")
        self.assertNotEqual(chain.fingerprint, there.fingerprint)
        error = self.client.submit(chain, "ا").exception()
        self.assertIsInstance(error, arnorm.Error)
        self.assertIn(f"its fingerprint is {there.fingerprint}, and was {chain.fingerprint}", str(error))

    def test_the_text_of_the_rules_goes_along(self):
        texts = {"mine": ROWS.format("along")}
        for chain in (arnorm.Chain("mine", texts=texts), arnorm.Chain.parse(ROWS.format("too"))):
            self.assertEqual(self.client.submit(chain, "ا").result(), chain("ا"))


class Example(unittest.TestCase):
    def test_as_a_command(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "text"
            file.write_bytes(b"\n".join(LINES))
            parts = file.with_name("parts")
            done = subprocess.run([sys.executable, dask_lines.__file__, CHAIN, file, parts, "--workers=1"], capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(b": 6 lines, 1 with malformed UTF-8\n", done.stderr)
            self.assertEqual((parts / "part-00000").read_bytes(), by_command(CHAIN, file))

    def test_an_empty_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "text"
            file.touch()
            command = [sys.executable, dask_lines.__file__, CHAIN, file, file.with_name("parts"), "--workers=1"]
            done = subprocess.run(command, capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(b": 0 lines, 0 with malformed UTF-8\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
