#!/usr/bin/env python3
"""Holds what chains cost, in instructions for each byte of text.

usage: tests/whole/cost_test.py PROGRAM [--update] [--optimization LEVEL]

PROGRAM is tests/whole/cost.cc, which this script runs under callgrind. Counts of instructions are
the same in every run, however busy the machine is. tests/data/cost.tsv has a line for each chain
and text: the chain, the text, and the cost. The exit status is 1 where

- a cost is more than twice, or less than half, of what the file says;
- a text that repeats one paragraph costs more than 1.3 times as much for each byte at one length as
  at another, from 1 KB to 10 MB;
- a long text of new words costs more than 1.3 times as much for each byte as a short one;
- --stats costs more than 10 times the plain run.

With --update the file is written, from the costs that were found. The status is 77, with a message,
where nothing can be counted: without valgrind, without optimization, or where valgrind runs another
kernel than AVX2 (it knows no AVX-512).
"""
import argparse
import collections
import pathlib
import sys

import callgrind

FILE = pathlib.Path(__file__).parent.parent / "data" / "cost.tsv"
HEAD = "# Written by tests/whole/cost_test.py: chain, text, instructions for each byte (AVX2)\n"
SLACK = 2
DRIFT = 1.3
STATS = 10


def costs_of(counts):
    """The costs by chain and text."""
    return {key: count / size for key, (count, size) in counts.items()}


def known():
    lines = [line.split("\t") for line in FILE.read_text().splitlines() if line[0] != "#"]
    return {(chain, text): float(cost) for chain, text, cost in lines}


def away(costs):
    """Where a cost is not what the file says."""
    documented = known()
    for key in sorted(documented.keys() - costs.keys()):
        yield f"{key[0]}, {key[1]}: not measured; run this script with --update"
    for key in sorted(costs.keys() - documented.keys()):
        yield f"{key[0]}, {key[1]}: not in {FILE.name}; run this script with --update"
    for key in sorted(costs.keys() & documented.keys()):
        if not documented[key] / SLACK <= costs[key] <= documented[key] * SLACK:
            yield f"{key[0]}, {key[1]}: {costs[key]:.1f} instead of {documented[key]:.1f}"


def uneven(costs):
    """Where the cost of a byte depends on the length of the text."""
    by_length = collections.defaultdict(dict)
    for (chain, text), cost in costs.items():
        kind, _, length = text.partition(" ")
        if kind in ("repeated", "new"):
            by_length[chain, kind][int(length)] = cost
    for (chain, kind), by in by_length.items():
        least = min(by.values()) if kind == "repeated" else by[min(by)]
        for length, cost in by.items():
            if cost > DRIFT * least:
                yield f"{chain}, {kind} {length}: {cost:.1f} a byte, elsewhere {least:.1f}"


def slow_stats(costs):
    for (chain, text), cost in costs.items():
        if text.startswith("--stats"):
            plain = costs[chain, text.replace("--stats", "plain run")]
            if cost > STATS * plain:
                yield f"{chain}, {text}: {cost:.1f}, without {plain:.1f}"


def update(costs):
    lines = [f"{chain}\t{text}\t{cost:.1f}\n" for (chain, text), cost in costs.items()]
    FILE.write_text(HEAD + "".join(lines))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--optimization", default="2")
    arguments = parser.parse_args()
    valgrind = callgrind.find_valgrind(arguments.program, arguments.optimization)
    costs = costs_of(callgrind.measure(valgrind, arguments.program))
    if arguments.update:
        update(costs)
    wrong = [*away(costs), *uneven(costs), *slow_stats(costs)]
    print("\n".join(wrong) or f"{len(costs)} costs are as documented")
    sys.exit(1 if wrong else 0)


main()
