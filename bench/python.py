#!/usr/bin/env python3
"""Measures the Python package beside what Python has itself, and PyICU where it is installed.

usage: PYTHONPATH=build/python python3 bench/python.py [--megabytes=N]

Prints a table in Markdown. For `words`, each word of a corpus is a text of its own, for `lines` each line,
and `text` is all of it at once.

  ns for each           processor time of `chain(text)`, in nanoseconds
  str.translate ...     how many times as long others take for the same texts in the same run; first the
                        results are compared, and one that differs has no figure
  apply                 how many times as fast `chain.apply(texts)` is as a call for each text
  2 threads             how many times as fast that is in two threads as in one, by the clock
"""

import pathlib
import random
import re
import sys
import time

import arnorm

try:
    import icu
except ImportError:
    icu = None

CHAINS = ("strip-tashkeel", "search", "buckwalter", "search,buckwalter")
SAMPLE = pathlib.Path(__file__).parent.parent / "tests" / "data" / "text" / "sample.txt"
ROUNDS = 5
MIN_SECONDS = 0.1


def corpus(size):
    """Lines of words from the sample, as long as lines of prose are, in a fixed order."""
    words = SAMPLE.read_text(encoding="utf-8").split()
    choose = random.Random(1)
    lines, total = [], 0
    while total < size:
        line = " ".join(choose.choices(words, k=choose.randrange(10, 60)))
        lines.append(line)
        total += len(line.encode())
    # In the order of marks in which the chains leave it, so that those of others need not do that.
    there, back = arnorm.Chain("buckwalter"), arnorm.Chain("buckwalter", reverse=True)
    return back.apply(there.apply(lines))


def table_of(chain, lines):
    """What becomes of each character; for chains that look at one at a time, that is everything."""
    return {ord(c): chain(c) for c in sorted(set("".join(lines))) if chain(c) != c}


def by_re(table):
    pattern = re.compile("[" + "".join(map(re.escape, map(chr, table))) + "]")
    if set(table.values()) == {""}:
        return lambda text: pattern.sub("", text)
    letters = {chr(c): to for c, to in table.items()}
    return lambda text: pattern.sub(lambda match: letters[match[0]], text)


def by_icu(chain):
    if icu is None:
        return None
    rules = icu.Transliterator.createFromRules("bench", chain.icu_rules(), icu.UTransDirection.FORWARD)
    return rules.transliterate


def peers_of(chain, lines):
    table = table_of(chain, lines)
    return {
        "str.translate": lambda text: text.translate(table),
        "re.sub": by_re(table),
        "PyICU": by_icu(chain),
    }


def once(call, texts):
    begin = time.thread_time()
    for text in texts:
        call(text)
    return time.thread_time() - begin


def seconds(work):
    """The fastest of some runs, which together take a while."""
    fastest, total, runs = work(), 0.0, 0
    while runs < ROUNDS or total < MIN_SECONDS:
        taken = work()
        fastest, total, runs = min(fastest, taken), total + taken, runs + 1
        if total > 20 * MIN_SECONDS:
            break
    return fastest


def in_threads(chain, texts, threads):
    """By the clock: that is what threads are for."""
    begin = time.perf_counter()
    chain.apply(texts, threads=threads)
    return time.perf_counter() - begin


def ratio(peer, chain, texts, own):
    if peer is None:
        return ""
    sample = texts[:2000]
    if [peer(text) for text in sample] != [chain(text) for text in sample]:
        return "differs"
    # Slow ones are measured on a part.
    part = texts if once(peer, sample[:100]) * len(texts) / len(sample[:100]) < 1 else texts[: max(1, len(texts) // 20)]
    return f"{seconds(lambda: once(peer, part)) / len(part) * len(texts) / own:.1f}"


def row(chain, shape, texts, peers):
    own = seconds(lambda: once(chain, texts))
    cells = [chain.name, shape, f"{own / len(texts) * 1e9:,.0f}"]
    cells += [ratio(peer, chain, texts, own) for peer in peers.values()]
    cells.append(f"{own / seconds(lambda: once(chain.apply, [texts])):.1f}")
    one, two = (seconds(lambda: in_threads(chain, texts, threads)) for threads in (1, 2))
    cells.append(f"{one / two:.1f}")
    print("| " + " | ".join(cells) + " |", flush=True)


def main(arguments):
    size = 2.0
    for argument in arguments:
        if not argument.startswith("--megabytes="):
            sys.exit(__doc__)
        size = float(argument.partition("=")[2])
    lines = corpus(size * 1e6)
    shapes = {"words": " ".join(lines).split()[:50_000], "lines": lines, "text": ["\n".join(lines)]}
    print("| chain | texts | ns for each | str.translate | re.sub | PyICU | apply | 2 threads |")
    print("|---|---|---|---|---|---|---|---|")
    for name in CHAINS:
        chain = arnorm.Chain(name)
        peers = peers_of(chain, lines)
        for shape, texts in shapes.items():
            row(chain, shape, texts, peers)
    if icu is None:
        print("\nPyICU is not installed; its column is empty.")


main(sys.argv[1:])
