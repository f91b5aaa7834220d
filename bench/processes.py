"""Measures commands: their speed, their peak memory, and the time until they write."""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path


def fail(message):
    print(f"bench: error: {message}", file=sys.stderr)
    sys.exit(2)


def seconds(command):
    """Returns the time of a command."""
    begin = time.perf_counter()
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        fail(f"{command} failed")
    return time.perf_counter() - begin


def speed(command, file, repeats):
    """Returns megabytes per second, the best of several runs, because disturbances only slow runs down."""
    return file.stat().st_size / 1e6 / min(seconds(command) for _ in range(repeats))


def peak_memory(command):
    """Returns the peak memory in MiB. (That of wait4 includes the time before exec.)"""
    peak = 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            continue
        peak = max([peak, *(int(size) for size in re.findall(r"VmHWM:\s+(\d+)", status))])
        time.sleep(0.001)
    if process.returncode != 0:
        fail(f"{command} failed")
    return peak / 1024


def first_byte(command, repeats):
    """Returns the time until a command writes in milliseconds, the median of several runs."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write("كِتَابٌ\n".encode())
        process.stdin.close()
        if not process.stdout.read(1):
            fail(f"{command[0]} writes nothing")
        times.append(time.perf_counter() - begin)
        process.stdout.read()
        process.wait()
    return statistics.median(times) * 1000


def output(command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        fail(f"{command[0]} failed: {done.stderr.decode(errors='replace')[:300]}")
    return done.stdout
