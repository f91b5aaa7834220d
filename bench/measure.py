"""What the benchmarks of rules share: random Arabic words, and the cost of a command."""
import os
import subprocess
import sys

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآ"


def word(rng, shortest, longest):
    return "".join(rng.choices(LETTERS, k=rng.randint(shortest, longest)))


def run(command, text, repeats):
    """Seconds of processor time, and peak memory in MiB, of the best of several runs."""
    best = None
    for _ in range(repeats):
        process = subprocess.Popen(command + [text], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"{command} failed")
        measured = (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        best = min(best, measured) if best else measured
        if measured[0] > 3:
            break
    return best
