#!/usr/bin/env python3
"""The compatible profiles beside the programs that they stand for.

usage: tests/compatible/compatible_test.py ARNORM [PROFILE...]

Every code point of the Arabic blocks and of some others, alone, between two letters, at the beginning
and at the end of a word, and random texts go through `arnorm PROFILE` and through the function of
peers.py, which is written from the source of the program. They must give the same text.

Code points that are unassigned in the Unicode version of this Python or of arnorm are left out, and so
are line feeds and carriage returns, which end the lines of arnorm.
"""
import pathlib
import random
import subprocess
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import peers

PROFILES = {
    "asr-openuniversal-2024": peers.openuniversal_2024,
    "asr-openuniversal-2026": peers.openuniversal_2026,
    "whisper-basic": peers.whisper_basic,
    "whisper-basic-preserve-marks": peers.whisper_marks,
    "whisper-remove-diacritics": peers.whisper_diacritics,
    "datatrove-simplify": peers.datatrove,
    "nemo-as-published": peers.nemo,
    "hazm-characters": peers.hazm,
    "shekar": peers.shekar,
    "parsivar": peers.parsivar,
    "urduhack": peers.urduhack,
    "asosoft": peers.asosoft,
    "klpt": peers.klpt,
}
ARABIC = [(0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]
OTHERS = [(0x00, 0x24F), (0x300, 0x3FF), (0x600, 0x6FF), (0x900, 0x97F), (0x2000, 0x214F), (0x2160, 0x2188), (0x2460, 0x24FF), (0x3000, 0x303F), (0xFF00, 0xFFEF)]
# What the programs look for, so that random texts have it often.
PIECES = ["\u064E", "\u0651", "\u0640", "\u200C", "\u200D", " ", "  ", "\t", "\u00A0", "\x1C", "(", ")", "[", "]", "<", ">", "{", "}", "«", "»", '"', "'", "\\",
          ".", "...", "،", "؛", "؟", "!", ":", ";", "-", "&zwnj;", "&#8204;", "&#٨٢٠٤;", "&ZWNJ;", "&lrm;", "&rlm;", "}~،؛؟]", "1", "٢", "۳", "1.5", "۲٫۵",
          "و", " و ", "وو", "ه", "هها", "ه ی", "ه\u200Cی", "ه\u200C", "ه\u200Cاست", "می ", "نمی ", " ها", " های", " تر", " ترین", " گری", "ه ام", "ه ی ", "ھ",
          "هـ ", "ر", "لا\u064B", "لأ", "ل\u064E", "ي\u064E", "ا\u0653", "ا\u0654", "ے\u0654", "ا", "ب", "ک", "ك", "ى", "ة", "Σ", "ΑΣ", "İ", "A", "œ", "ß", "１", "²", "\u0301", "سلام", "ZWNJ"]
LINE_ENDS = "\n\r"


def unassigned(command):
    """What arnorm has no name for."""
    characters = [chr(c) for first, last in ARABIC + OTHERS for c in range(first, last + 1)]
    rules = pathlib.Path(__file__).parent / "assigned.toml"
    lines = run(command, str(rules), [c for c in characters if c not in LINE_ENDS])
    return {c for c, line in zip((c for c in characters if c not in LINE_ENDS), lines) if line == ""}


def run(command, name, texts):
    done = subprocess.run([*command, name], input="".join(t + "\n" for t in texts).encode(), capture_output=True)
    if done.returncode != 0:
        sys.exit(f"arnorm {name}: {done.stderr.decode()}")
    lines = done.stdout.decode().split("\n")[:-1]
    if len(lines) != len(texts):
        sys.exit(f"arnorm {name}: {len(lines)} lines for {len(texts)}")
    return lines


def code_points(skipped):
    blocks = sorted({c for first, last in ARABIC + OTHERS for c in range(first, last + 1)})
    for c in map(chr, blocks):
        if c not in skipped and c not in LINE_ENDS and unicodedata.category(c) not in ("Cn", "Cs"):
            yield c


def texts_of(characters):
    around = ["{}", "ب{}ب", "{}ب", "ب{}", "ا {} ه", "ه{}ا", "1{}1", "b{}b", "ر{}"]
    return [form.format(c) for c in characters for form in around]


def random_texts(characters, number, seed):
    rng = random.Random(seed)
    for _ in range(number):
        yield "".join(rng.choice(PIECES) if rng.random() < 0.75 else rng.choice(characters) for _ in range(rng.randint(1, 14)))


def spelled(text):
    return " ".join(f"U+{ord(c):04X}" for c in text) or "nothing"


def compare(command, name, texts):
    failed = 0
    for text, got in zip(texts, run(command, name, texts)):
        expected = PROFILES[name](text)
        if got != expected:
            failed += 1
            if failed <= 5:
                print(f"{name}: {spelled(text)}\n  arnorm: {spelled(got)}\n  peer:   {spelled(expected)}")
    return failed


def main():
    command = [sys.argv[1]]
    skipped = unassigned(command)
    characters = list(code_points(skipped))
    arabic = [c for c in characters if any(first <= ord(c) <= last for first, last in ARABIC)]
    failed = 0
    for seed, name in enumerate(sys.argv[2:] or PROFILES):
        fixed = texts_of(characters)
        lines = [*random_texts(arabic, 2000, seed), *random_texts(characters, 1000, seed)]
        wrong = compare(command, name, fixed + lines)
        print(f"{name}: {len(characters)} code points, {len(lines)} random texts, {wrong} differ")
        failed += wrong
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
