#!/usr/bin/env python3
"""Holds that time is linear, in instructions: that of a text in its size, that of loading in rows.

usage: tests/whole/linear_test.py PROGRAM [--budget COUNT | --time] [--only TEXT]

PROGRAM is tests/whole/linear.cc, which this script runs under callgrind, with the hostile texts of
tests/support/hostile_texts.cc and the hostile rule files of tests/support/hostile_rules.cc. A text
is converted with 1 KB, 10 KB and so on up to 10 MB, and a rule file is loaded with 100 parts, 1,000
and so on up to the largest number that it may have (fewer where it may have few). A size is left
out where it would take more instructions than --budget says. Prints the instructions for each byte
or part.

With --time, all sizes are run without callgrind, and nanoseconds of processor time are printed.
These are for a table to read; on a busy machine they may be twice as long as on an idle one.

The exit status is 1 where, in instructions,

- a longer text costs more than 1.5 times as much for each byte as a shorter one;
- a larger rule file costs more than 3 times as much for each part as a smaller one: sets that
  overlap are found in time that grows with their overlaps, up to the limit of these.

The reverse is no failure: what is done once for each call or file costs a short one more for each
byte. The status is 77, with a message, where nothing can be counted.
"""
import argparse
import collections
import subprocess
import sys

import callgrind

DRIFT = {"text": 1.5, "rules": 3}
MAX_SMALL = 100  # parts of a rule file
BUDGET = 6_000_000  # instructions for one text or rule file of one size
FIRST = {"text": 2, "rules": 1}  # sizes that are measured in any case


def families(program):
    """The texts and rule files: their kind, number, largest size and name."""
    lines = subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout
    fields = [line.split("\t") for line in lines.splitlines()]
    return [(kind, number, int(largest), name) for kind, number, largest, name in fields]


def sizes_of(kind, largest):
    """The sizes from a small one to the largest, each ten times as large as the one before."""
    size = 1000 if kind == "text" else max(1, min(MAX_SMALL, largest // 1000))
    sizes = []
    while size < largest:
        sizes.append(size)
        size *= 10
    return [*sizes, largest]


class Measurement:
    def __init__(self, valgrind, program, budget):
        self.valgrind = valgrind
        self.program = program
        self.budget = budget
        self.costs = collections.defaultdict(dict)  # by name and size

    def measure(self, arguments):
        for (name, size), (count, units) in callgrind.measure(
                self.valgrind, self.program, arguments).items():
            self.costs[name][int(size)] = count / units

    def add(self, every):
        """The first sizes of all, and then the next one of those for which there is room."""
        self.measure([f"{kind}:{number}:{size}" for kind, number, largest, _ in every
                      for size in sizes_of(kind, largest)[:FIRST[kind]]])
        more = True
        while more:
            more = [f"{kind}:{number}:{size}" for kind, number, largest, name in every
                    if (size := self.next_size(kind, largest, name))]
            if more:
                self.measure(more)

    def next_size(self, kind, largest, name):
        known = self.costs[name]
        rest = [size for size in sizes_of(kind, largest) if size not in known]
        return rest[0] if rest and rest[0] * known[max(known)] <= self.budget else None


def times(program, every):
    """Nanoseconds for each byte or part, for all sizes; the better of two runs."""
    costs = collections.defaultdict(dict)
    for kind, number, largest, _ in every:
        what = [f"{kind}:{number}:{size}" for size in sizes_of(kind, largest)]
        lines = subprocess.run([program, *what, *what], capture_output=True, text=True, check=True)
        for line in lines.stdout.splitlines():
            name, size, _, cost = line.split("\t")
            known = costs[name].get(int(size), float("inf"))
            costs[name][int(size)] = min(known, float(cost))
        print_table({name: costs[name]})


def growing(costs):
    """Where a larger size costs more for each byte or part than a smaller one."""
    for name, by_size in costs.items():
        for size, cost in sorted(by_size.items()):
            least = min(by_size[smaller] for smaller in by_size if smaller <= size)
            if cost > DRIFT["rules" if name.startswith("load ") else "text"] * least:
                yield f"{name}: {cost:.1f} with {size}, and {least:.1f} with less"


def print_table(costs):
    for name, by_size in costs.items():
        cells = " | ".join(f"{size}: {cost:.0f}" for size, cost in sorted(by_size.items()))
        print(f"{name} | {cells}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--budget", type=int, default=BUDGET)
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--optimization", default="2")
    arguments = parser.parse_args()
    every = [family for family in families(arguments.program) if arguments.only in family[3]]
    if arguments.time:
        times(arguments.program, every)
        return
    valgrind = callgrind.find_valgrind(arguments.program, arguments.optimization)
    measurement = Measurement(valgrind, arguments.program, arguments.budget)
    measurement.add(every)
    print_table(measurement.costs)
    wrong = list(growing(measurement.costs))
    print("\n".join(wrong) or f"{len(measurement.costs)} texts and rule files are linear")
    sys.exit(1 if wrong else 0)


main()
