#!/usr/bin/env python3
"""Converts a file of lines on a Dask cluster, with the bytes that `arnorm CHAIN` writes.

usage: dask_lines.py CHAIN FILE FOLDER [--scheduler ADDRESS] [--workers N] [--block-size BYTES]

The file is split at line ends into blocks of about BYTES. Each block becomes one file in FOLDER, and
these files in the order of their names are the output. Without the address of a scheduler, a cluster
of N processes runs on this machine. Debian: python3-distributed.
"""

import argparse
import contextlib
import functools
import os
import pathlib
import re
import sys
from typing import List, Tuple

import arnorm

LINE_END = re.compile(rb"(\r?\n)")


Counts = Tuple[int, int]  # lines, and how many of them have malformed UTF-8


def is_malformed(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return True
    return False


def count(block: bytes) -> Counts:
    lines = block.count(b"\n") + (not block.endswith(b"\n") and block != b"")
    # A line end is never part of a longer character, so a block is well-formed if its lines are.
    malformed = sum(map(is_malformed, block.split(b"\n"))) if is_malformed(block) else 0
    return lines, malformed


def convert(chain: arnorm.Chain, block: bytes) -> bytes:
    """What the command writes for these lines. The line ends are no part of the texts."""
    pieces = LINE_END.split(block)
    pieces[::2] = chain.apply(pieces[::2])
    return b"".join(pieces)


def write_part(chain: arnorm.Chain, file: pathlib.Path, block: bytes) -> Counts:
    """Dask may run a task again, also while a first run goes on, so the file appears as a whole."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    unfinished.write_bytes(convert(chain, block))
    unfinished.replace(file)
    return count(block)


def write_parts(chain: arnorm.Chain, file: str, folder: pathlib.Path, block_size: int) -> List[Counts]:
    """Runs on the cluster of the current client. Dask sends a function to each worker only once, so that
    a chain in it is loaded once for each worker, and not for each block."""
    import dask
    from dask.bytes import read_bytes

    _, [blocks] = read_bytes(file, delimiter=b"\n", blocksize=block_size, sample=False)
    write = dask.delayed(functools.partial(write_part, chain))
    tasks = [write(folder / f"part-{number:05}", block) for number, block in enumerate(blocks)]
    return list(dask.compute(*tasks))


def parse(words: List[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chain")
    parser.add_argument("file")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--scheduler")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--block-size", type=int, default=1 << 24)
    return parser.parse_args(words)


def main(words: List[str]) -> None:
    from distributed import Client, LocalCluster

    arguments = parse(words)
    chain = arnorm.Chain(arguments.chain)
    arguments.folder.mkdir()
    with contextlib.ExitStack() as stack:
        cluster = arguments.scheduler or stack.enter_context(
            LocalCluster(n_workers=arguments.workers, threads_per_worker=1, dashboard_address=None)
        )
        stack.enter_context(Client(cluster))
        counts = write_parts(chain, arguments.file, arguments.folder, arguments.block_size)
    lines, malformed = map(sum, zip(*counts, (0, 0)))  # an empty file has no block
    print(f"{chain.fingerprint}: {lines} lines, {malformed} with malformed UTF-8", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
