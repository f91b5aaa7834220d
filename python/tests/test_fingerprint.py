"""The fingerprints of the package are those of `arnorm --fingerprint`. ARNORM is the command."""

import os
import pathlib
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

import arnorm

COMMAND = os.environ["ARNORM"]
CHAINS = ["search,buckwalter", "buckwalter:iso-233", "buckwalter:", "clean,search,ala-lc-title"]
MINE = 'format = 1\nname = "mine"\ntitle = "Mine"\n[[stage]]\nuse = "search"\n[[stage]]\nremove = "[ا]"\n'


def of_command(*words):
    return subprocess.run([COMMAND, "--fingerprint", *words], capture_output=True, check=True, text=True).stdout.strip()


class Fingerprints(unittest.TestCase):
    def compare(self, chains, words=(), **options):
        """In threads, because most of the time goes into the start of the command."""
        with ThreadPoolExecutor(4) as threads:
            printed = list(threads.map(lambda chain: of_command(*words, chain), chains))
        for chain, fingerprint in zip(chains, printed):
            self.assertRegex(fingerprint, "^[0-9a-f]{64}$")
            self.assertEqual(arnorm.Chain(str(chain), **options).fingerprint, fingerprint, chain)

    def test_sets_and_chains(self):
        self.compare([set.name for set in arnorm.list(files="none")][::6] + CHAINS)

    def test_backwards(self):
        names = [set.name for set in arnorm.list(files="none") if set.reversible]
        self.assertIn("buckwalter", names)
        self.compare(names, ["-r"], reverse=True)
        forward, backward = (arnorm.Chain("buckwalter", reverse=reverse) for reverse in (False, True))
        self.assertNotEqual(forward.fingerprint, backward.fingerprint)

    def test_rule_files(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "mine.toml"
            file.write_text(MINE, encoding="utf-8")
            self.compare([file, f"{file},buckwalter"])
            self.compare(["mine"], ["-I", folder], path=folder)
            self.assertEqual(arnorm.Chain.parse(MINE).fingerprint, of_command(file))


if __name__ == "__main__":
    unittest.main()
