#!/usr/bin/env python3
"""Changes the code in one place, runs the tests that should notice, and lists the changes that none
of them did.

usage: tests/mutation/mutate.py [--seed N] [--count N] [--skip N] [--only GROUP] [--list] [FILE...]

Without FILE, the changes are taken from three groups of files: the engine, the filter, and the rows
of rule files. The same seed takes the same ones. They are made in a copy of the tree, in
build-mutants/, which is built once; the tree itself is not touched. A change of a source is
compiled, and then the suites of its folder run, its own first, and those that SUITES names for it,
until one fails.
A change of a rule file runs `arnorm test` on it. Changes that do not compile are replaced by others.

  killed    a suite failed, crashed, or ran into the limit of time or memory
  survived  none did, and equivalent.toml does not say why none can
  excused   it does

Exit status: 1 if a change survived, 2 for wrong arguments or a copy whose tests fail unchanged.
"""
import argparse
import filecmp
import fnmatch
import itertools
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib

import changes

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXCUSES = pathlib.Path(__file__).with_name("equivalent.toml")

# The files of each group, and how many of 60 changes are taken from it.
GROUPS = {
    "engine": (["src/table/*", "src/kernel/*", "src/chain/*", "src/stages/*", "src/alignment/*"], 25),
    "filter": (["src/tool/filter/*", "src/tool/records/*", "src/tool/io/*", "src/tool/text/*"], 20),
    "rules": (["rules/*/*.toml"], 15),
}

# The suite of a file that has none of its name.
NEAREST = {
    "src/kernel/*": "kernel",
    "src/table/form_*": "marks",
    "src/tool/filter/worker_setup*": "tool-filter",
    "src/tool/io/temporary_files*": "tool-output",
    "src/tool/records/json_path*": "tool-columns",
    "src/tool/records/*_records*": "tool-records",
    "src/tool/text/chain_difference*": "tool-diff",
    "src/tool/text/chunked_*": "tool-filter",
    "src/tool/text/counting_*": "tool-stats",
    "src/tool/text/findings*": "tool-input_diagnostics",
    "src/tool/text/protecting_*": "tool-protect",
    "src/tool/text/quoting_*": "tool-lossless",
    "src/tool/text/spans*": "tool-protect",
}

# The suites that should notice a change of a file, besides these and the others of its folder; the
# fastest first.
SUITES = {
    "src/alignment/*": "edits chain stream batch",
    "src/chain/*": "c edits threads meaning",
    "src/kernel/*": "text_driver program chain stream meaning edits",
    "src/stages/*": "compile claims row_counter meaning edits",
    "src/table/*": "kernel kernel_tables chain stream tracer row_counter meaning edits",
    "src/tool/filter/*": "tool-pipeline tool-records tool-lossless tool-output pipes",
    "src/tool/io/*": "tool-file_plan tool-filter",
    "src/tool/records/*": "tool-lossless tool-protect tool-input_diagnostics pipes tool-filter",
    "src/tool/text/*": "tool-stats tool-diff tool-audit tool-input_diagnostics tool-records",
    "src/*": "meaning",
}

# Limits of a build and of a suite. That of processor time, which a busy machine does not change, is
# what ends a suite that hangs.
BUILD_SECONDS = 1200
SUITE_SECONDS = 1200
PROCESSOR_SECONDS = 120
MEMORY = 8 << 30


class Tree:
    """A copy of the sources with a build folder. Restores what it changes."""

    def __init__(self, folder):
        self.folder = folder
        self.build = folder / "build"

    @classmethod
    def copied(cls):
        tree = cls(ROOT / "build-mutants")
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode()
        for name in filter(None, listed.split("\0")):
            source, copy = ROOT / name, tree.folder / name
            if source.is_file() and not (copy.is_file() and filecmp.cmp(source, copy, shallow=False)):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, copy)
                copy.touch()  # so that it is built again
        if not (tree.build / "build.ninja").exists():
            # With assertions of the standard library, what lies beyond an array is noticed too.
            options = ["-Dtests=enabled", "-Ddebug=false", "-Dcpp_args=-D_GLIBCXX_ASSERTIONS"]
            subprocess.run(["meson", "setup", tree.build, tree.folder, *options], check=True)
        return tree

    def read(self, file):
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file, text):
        (self.folder / file).write_text(text, encoding="utf-8")

    def tests(self):
        """The command and the targets of each suite, as meson has them."""
        listed = subprocess.run(["meson", "introspect", "--tests", "build"], cwd=self.folder,
                                capture_output=True, check=True).stdout
        return {test["name"]: test for test in json.loads(listed)}

    def compile(self, targets):
        """Why it fails; empty if it does not."""
        with tempfile.TemporaryFile("w+", errors="replace") as log:
            failure = run(["ninja", "-C", "build", *targets], self.folder, BUILD_SECONDS, dict(os.environ), output=log)
            log.seek(0)
            errors = [line.strip() for line in log if "error:" in line]
        return failure and f"{failure}: {errors[0] if errors else 'no error is shown'}"


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, folder, seconds, environment, prepare=None, output=subprocess.DEVNULL):
    """The reason for which a command fails; empty if it does not."""
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=output, stderr=subprocess.STDOUT,
                               start_new_session=True, preexec_fn=prepare)
    try:
        status = process.wait(timeout=seconds)
        return "" if status == 0 else f"status {status}"
    except subprocess.TimeoutExpired:
        return f"more than {seconds:.0f} s"
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def matching(table, file):
    return next((names for glob, names in table.items() if fnmatch.fnmatch(file, glob)), "")


class Suites:
    """The suites of a tree."""

    def __init__(self, tree):
        self.tree = tree
        self.tests = tree.tests()
        self.passed = set()  # on some change, so that they do not fail by themselves
        self.failed = set()

    def names_for(self, file):
        """The suite of the file, the others of its folder, and those that SUITES names."""
        path = pathlib.PurePath(file)
        prefix = "tool-" if file.startswith("src/tool/") else ""
        folder = ROOT / "tests" / path.parent.relative_to("src")
        near = [prefix + test.name.removesuffix("_test.cc") for test in sorted(folder.glob("*_test.cc"))]
        names = [prefix + path.stem, matching(NEAREST, file), *near, *matching(SUITES, file).split()]
        return [name for name in dict.fromkeys(names) if name in self.tests]

    def targets_of(self, names):
        """The programs that the suites run, as ninja calls them."""
        build = str(self.tree.build)
        targets = set()
        for name in names:
            if name.startswith("tool-") or name == "pipes":
                targets |= {"arnorm", "tests/tool/libarnorm-faults.so"}
            for word in self.tests[name]["cmd"]:
                target = os.path.relpath(word, build)
                if os.path.isabs(word) and not target.startswith(".."):
                    targets.add(target)
        return sorted(targets)

    def run(self, name):
        test = self.tests[name]
        failure = run(test["cmd"], self.tree.build, SUITE_SECONDS, {**os.environ, **test["env"]}, limited)
        (self.failed if failure else self.passed).add(name)
        return failure

    def killer(self, file):
        """The suite that fails, and how; nothing if all pass."""
        for name in self.names_for(file):
            if failure := self.run(name):
                return f"{name}: {failure}"
        return ""

    def broken(self):
        """Those that also fail without a change."""
        doubtful = sorted(self.failed - self.passed)
        if doubtful and self.tree.compile(self.targets_of(doubtful)):
            return ["the build"]
        return [name for name in doubtful if self.run(name)]


def files_of(globs):
    found = []
    for glob in globs:
        found += [str(path.relative_to(ROOT)) for path in ROOT.glob(glob)]
    return sorted(name for name in found if name.endswith((".cc", ".h", ".toml")))


def drawn(files, rng):
    """All changes of the files in a random order, kind by kind, so that none prevails."""
    kinds = {}
    for file in files:
        for change in changes.in_file(file, (ROOT / file).read_text(encoding="utf-8")):
            kinds.setdefault(change.kind, []).append(change)
    for group in sorted(kinds):
        rng.shuffle(kinds[group])
    while kinds:
        for kind in sorted(kinds):
            yield kinds[kind].pop()
            if not kinds[kind]:
                del kinds[kind]


def excuse(change, text):
    with open(EXCUSES, "rb") as file:
        excuses = tomllib.load(file)["mutant"]
    old, new = change.lines(text)
    for each in excuses:
        if each["file"] == change.file and each["from"] == old and each["to"] == new:
            return each["reason"]
    return ""


class Run:
    def __init__(self, tree):
        self.tree = tree
        self.suites = Suites(tree)
        self.counts = {"killed": 0, "survived": 0, "excused": 0, "invalid": 0}

    def take(self, change):
        """Judges a change; false if it does not compile."""
        text = self.tree.read(change.file)
        old, new = change.lines(text)
        print(f"{change.file}:{change.line(text)}: {change.kind}\n  - {old}\n  + {new}", flush=True)
        if reason := excuse(change, text):
            return self.end("excused", reason)
        names = [] if change.file.endswith(".toml") else self.suites.names_for(change.file)
        targets = ["arnorm"] if not names else self.suites.targets_of(names)
        try:
            self.tree.write(change.file, change.apply(text))
            if not names:
                failure = run(["build/arnorm", "test", change.file], self.tree.folder, SUITE_SECONDS,
                              dict(os.environ), limited)
                if failure == "status 2":
                    return self.end("invalid", "cannot be read")
                killer = f"arnorm test: {failure}" if failure else ""
            elif failure := self.tree.compile(targets):
                if not failure.startswith("more than"):
                    return self.end("invalid", failure)
                killer = f"build: {failure}"
            else:
                killer = self.suites.killer(change.file)
        finally:
            self.tree.write(change.file, text)
        return self.end("killed" if killer else "survived", killer)

    def end(self, fate, why):
        self.counts[fate] += 1
        print(f"  {fate}{': ' if why else ''}{why}", flush=True)
        return fate != "invalid"

    def take_some(self, files, count, skip, rng):
        for change in itertools.islice(drawn(files, rng), skip, None):
            if count == 0:
                break
            count -= self.take(change)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="how many changes")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first of each group")
    parser.add_argument("--only", choices=GROUPS, action="append", help="a group of files")
    parser.add_argument("--list", action="store_true", help="list the changes, and make none")
    parser.add_argument("--tree", type=pathlib.Path, help="a copy of the tree that is built in build/")
    parser.add_argument("file", nargs="*")
    return parser.parse_args()


def plan(given):
    """The files of each group, and how many changes to take from it."""
    if given.file:
        return [(given.file, given.count)]
    groups = [GROUPS[name] for name in given.only or GROUPS]
    weight = sum(share for _, share in groups)
    parts = [(files_of(globs), given.count * share // weight) for globs, share in groups]
    left = given.count - sum(count for _, count in parts)
    return [(files, count + (left if i == 0 else 0)) for i, (files, count) in enumerate(parts)]


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that the file is restored
    rng = random.Random(given.seed)
    if given.list:
        for files, count in plan(given):
            for change in itertools.islice(drawn(files, rng), given.skip, given.skip + count):
                old, new = change.lines((ROOT / change.file).read_text(encoding="utf-8"))
                print(f"{change.file}: {change.kind}\n  - {old}\n  + {new}")
        return 0
    work = Run(Tree(given.tree.resolve()) if given.tree else Tree.copied())
    for files, count in plan(given):
        work.take_some(files, count, given.skip, rng)
    print(", ".join(f"{count} {fate}" for fate, count in work.counts.items()))
    if broken := work.suites.broken():
        print(f"these fail without a change: {', '.join(broken)}")
        return 2
    return 1 if work.counts["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
