#!/usr/bin/env python3
"""What the rule sets that ship must do and must leave alone, whatever else they do.

usage: tests/whole/data_test.py ARNORM

- A transliteration writes something for every letter and every vowel sign, and nothing but what its
  alphabet has, so that no Arabic is left over.
- A normalization leaves ASCII, Latin, CJK and emoji alone.
- From one reversible transliteration to another, through Arabic, is what goes there directly.

The exceptions stand here by name; each is what the head of the rule file says.
"""
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tomllib

RULES = pathlib.Path(__file__).resolve().parent.parent.parent / "rules"
BEH = "\u0628"
LETTERS = [chr(c) for c in itertools.chain(range(0x621, 0x63B), range(0x641, 0x64B))]
MARKS = [chr(c) for c in range(0x64B, 0x653)]
WASLA, DAGGER = "\u0671", "\u0670"
ARABIC = re.compile("[\u0600-\u06FF\u0750-\u077F\u0870-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC]")

# Characters that schemes write for the letters and marks above, without punctuation; a class for `re`.
LATIN = "A-Za-z"
ALPHABETS = {
    "buckwalter": r"!-~",
    "buckwalter-xml": r"A-Za-z'|}*$~`{_",
    "buckwalter-safe": r"A-Za-z~_",
    "buckwalter-quran": r"!-~",
    "hsb": "A-Za-zĀÂŵĂŷħθðšĎςγýÄáãũĩ'·~",
    "hsb-full-stop": "A-Za-zĀÂŵĂŷħθðšĎςγýÄáãũĩ'.~",
    "parkinson": r"!-~",
    "satts": r'A-OQ-Z;:"?',
    "iso-233": "a-zṯǧḥẖḏšṣḍṭẓʿġẗỳʾâˇˌˈ\u0329áúíāȳ°\u0304\u0331",
    "cldr-arabic-latin": "\u0300-\u036Fa-zʾʿⁿ\u00C0-\u024F\u1E00-\u1EFF",
    "arabtex": "A-Za-z'`^_.\"|-",
    "bikdash": "A-Za-z'\"-",
    "iso-233-2": "a-zāīūáṯǧḥẖḏšṣḍṭẓʿġẗʾâ-",
    "iso-233-3": "a-zâčḥḵs̱ẕšṣżṭẓž‘’ġ´\u0331-",
    "din-31635": "a-zāīūṯǧḥḫḏšṣḍṭẓʿġʾA-",
    "ala-lc": "a-zāīūáḥṣḍṭẓʻʼʹñA-",
    "bgn-pcgn": " A-Za-zāīūáĀĪŪÁḩḨşŞḑḐţŢ\u0327‘’·-",
    "un-1972": " A-Za-zāīūáĀĪŪÁḩḨşŞḑḐţŢ\u0327ʻʼⁿ·-",
    "un-2017": " A-Za-zāīūáĀĪŪÁẖH\u0331ḏḎṯṮ\u035F‘’·-",
    "odni": "A-Za-z’-",
    "icao-9303": "A-Z<",
    "ei2": "a-zāīūḥṣḍṭẓʿʾḳA\u0332\u035F-",
    "ei3": "a-zāīūḥṣḍṭẓʿʾA.-",
    "ijmes": "a-zāīūḥṣḍṭẓʿʾA-",
    "wehr": "a-zāīūṯḥḵḏšṣḍṭẓʿḡʾ-",
    "ipa": "a-zɡθʒħðʃʕɣʔˤː\u0361ɫ.",
    "arabizi": "a-z2-9'",
    # Other languages: what they make of Arabic letters.
    "hawar-sorani": "a-zçêëîöşûḧẍłřü’",
    "hawar-kurmanji": "a-zçêîöşûḧẍü‘’",
    "bgn-pcgn-kurdish": "A-Za-zÇçÊêÎîÖöÛûÜüḦḧŁłṞṟṢṣḌḍṬṭ·‘’\u0308H",
    "uly": "a-zéöü'",
    "ala-lc-uyghur": "a-zăöüʼʹ",
    "reversible-latin": "a-zʾãẻảw̉ąỷāẗṯḥḫḏšṣḍṭẓʿġỳⁿː˚åᵃ\u0309",
    "ala-lc-sindhi": "a-zāīūáḥṣẓʻʼt̤\u0332\u0324",
    "bgn-pcgn-balochi": "A-Za-zāīūáĀĪŪÁḩḨşŞẕẔţŢ‘’·\u0327\u035F-",
    "ala-lc-azerbaijani": "a-zāīūáḥşṣṭẓẕğüöıçʻʼ\u0331\u0324-",
    "ijmes-ottoman": "a-zāīūḥḫẕşṣżṭẓʿğḳñçöüıʾ\u0331",
    "ala-lc-ottoman": "a-zāīūḥḫẕşṣżṭẓʻġḳñçöüığʼ\u0331",
    "din-31635-ottoman": "a-zāīūḥḫẕšṣżṭẓʿġqñčǧžöüıʾ\u0331",
    "jawi-rumi": "a-z",
    "ala-lc-persian": " a-zāáīūʻʼʹḥṣṭẓẕ\u0324\u0331-",
    "ala-lc-urdu": " a-zāáīūʻʼʹḥṣẓẕ\u0324\u0331\u035F-",
    "bgn-pcgn-persian": " A-ZĀĪŪŞŢḨẔÁa-zāīūşţḩẕá‘’\u0304\u0327·-",
    "bgn-pcgn-dari": " A-ZĀĪŪĒŌŞŢḨẔÁa-zāīūēōşţḩẕáê‘’\u0304\u0327·-",
    "bgn-pcgn-urdu": " A-ZĀÁĪŪŞŢḨẔa-zāáīūşţḩẕ‘’\u0304\u0327·-",
    "bgn-pcgn-pashto": " A-ZĀĪŪĒŌŞŢḨẔÁa-zāīūēōşţḩẕáê‘’\u0304\u0327·-",
    "un-2012-persian": "A-ZĀŠŽa-zāšž’-",
    "dehdari": "A-Za-z~^|'\"<>&",
    "odni-pashto": "A-Za-z-",
}
# Letters and marks that a scheme does not name, according to its description.
NOT_NAMED = {
    "cldr-arabic-latin": WASLA + DAGGER,
    "iso-233-3": "إة" + WASLA + DAGGER + "\u064C\u064D",
    "arabizi": "",
    "uly": "ءآأؤإةثحذصضطظع" + WASLA + DAGGER + "".join(MARKS[:-1]),   # marks are dropped
    "ala-lc-uyghur": "ءآأؤإثحذصضطظع" + WASLA + DAGGER + "".join(MARKS[:-1]),
}
NOT_NAMED |= {
    name: "\u064C\u064D"
    for name in ("ala-lc-urdu", "bgn-pcgn-urdu", "bgn-pcgn-pashto", "un-2012-persian", "odni-pashto")
}
NOT_NAMED["dehdari"] = "إى" + WASLA + DAGGER + "\u064C\u064D\u0652"
# Arabic letters that make no difference if they are alone.
SILENT = {
    "jawi-rumi": "آأى",            # an a between two letters, which is supplied as well
    "odni-pashto": "ءأؤإئع",       # hamza and ain are not written
}

# Normalizations whose purpose is to change characters that others keep, and these characters.
PUNCTUATION = " !\"'()-,./:;?[]\\_{}"
MAY_CHANGE = {
    "nfkc": "all", "nfkd": "all", "nfd": "all", "fold-case": "all",
    "trim-spaces": " ", "ocr": " ",               # at the edges of a line
    "strip-invisibles": "\uFE0F", "search": "\uFE0F\u200D", "dedup": " \uFE0F",   # of emoji
    "punctuation-to-space": PUNCTUATION, "asr": PUNCTUATION + "\uFE0F",
    "punctuation-arabic": ",;?",                  # between Arabic letters
    "digits-arabic": "0123456789", "digits-persian": "0123456789",
    "strip-zero-width": "\u200D",                 # beside Arabic letters
    "strip-zwj-joined": "\u200D",                 # between Arabic letters
    "search-shapes": "\uFE0F", "search-signs": "\u200D",
}
LANGUAGES = [  # with strip-zwj-joined, and a search key
    "azerbaijani", "balochi", "jawi", "kashmiri", "kazakh", "kurmanji", "ottoman", "pashto", "persian", "punjabi", "sindhi", "sorani",
    "urdu", "uyghur",
]
MAY_CHANGE |= {name: "\u200D" for name in LANGUAGES}
MAY_CHANGE |= {"search-" + name: "\uFE0F\u200D" for name in LANGUAGES}
UNTOUCHED = {
    "ASCII": "".join(chr(c) for c in range(0x20, 0x7F)),
    "Latin": "ÀÉÎõüßæœøþðčšžğışłżāīūṣḥẓṯ",
    "CJK": "中文日本語かなカナ한국어",
    "emoji": "😀🎉❤🌍👩\u200D🔬🏳\uFE0F",
    "other scripts": "Русскийαβγעבריתหไทยहिन्दी",
}


class Checker:
    def __init__(self, command):
        self.command = command
        self.failed = 0

    def list(self):
        out = subprocess.run([self.command, "list"], capture_output=True, check=True).stdout.decode()
        return [line.split("\t")[0].strip() for line in out.splitlines()]

    def apply(self, name, texts):
        text = "".join(t + "\n" for t in texts)
        done = subprocess.run([self.command, name], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode().split("\n")[:-1]

    def expect(self, good, message):
        if not good:
            self.failed += 1
            if self.failed <= 40:
                print(message)


def spelled(text):
    return " ".join(f"U+{ord(c):04X}" for c in text)


def covers(check, name):
    """Each letter alone, at the beginning, inside and at the end of a word; each mark on a letter."""
    missing = NOT_NAMED.get(name, "")
    letters = [c for c in LETTERS + [WASLA] if c not in missing]
    marks = [c for c in MARKS + [DAGGER] if c not in missing]
    texts = [f for c in letters for f in (c + BEH, BEH + c + BEH, BEH + c)]
    texts += [BEH + m for m in marks] + [BEH + m + BEH for m in marks]
    beh, *results = check.apply(name, [BEH + BEH, *texts])
    for text, result in zip(texts, results):
        check.expect(not ARABIC.search(result), f"{name}: {spelled(text)} leaves {spelled(result)}")
    for c, result in zip(letters, results[1::3]):  # between two behs
        silent = c in SILENT.get(name, "")
        check.expect(silent or result != beh, f"{name}: {spelled(c)} is written as nothing")


def has_an_alphabet(data):
    """Whether a set writes Arabic in letters that no other set does."""
    uses = any("use" in stage for stage in data.get("stage", [])) and not any(
        "table" in stage for stage in data["stage"]
    )
    scripts = data.get("scripts", {})
    to_letters = scripts.get("from") == "Arab" and scripts.get("to") != "Arab"
    return to_letters and "extends" not in data and not uses


def stays_in_its_alphabet(check, name):
    missing = NOT_NAMED.get(name, "")
    letters = [c for c in LETTERS + [WASLA] if c not in missing]
    marks = [c for c in MARKS + [DAGGER] if c not in missing]
    rng = random.Random(1)
    texts = []
    for _ in range(3000):
        word = ""
        for _ in range(rng.randint(1, 8)):
            word += rng.choice(letters)
            word += rng.choice(marks) if rng.random() < 0.6 else ""
            word += rng.choice(marks) if rng.random() < 0.1 else ""
        texts.append(word)
    pattern = re.compile(f"[{ALPHABETS[name]}]*")
    for text, result in zip(texts, check.apply(name, texts)):
        match = pattern.match(result)
        if match.end() != len(result):
            odd = result[match.end()]
            check.expect(False, f"{name}: {text} gives {result}, where {spelled(odd)} is none of its signs")


def leaves_alone(check, name):
    if MAY_CHANGE.get(name) == "all":
        return
    kinds, texts = [], [BEH]
    for kind, characters in UNTOUCHED.items():
        kept = [c for c in characters if c not in MAY_CHANGE.get(name, "")]
        # Together, one by one, and between Arabic letters.
        kinds += [kind] * (1 + 2 * len(kept))
        texts += ["".join(kept), *kept, *(BEH + c + BEH for c in kept)]
    beh, *results = check.apply(name, texts)
    for kind, text, got in zip(kinds, texts[1:], results):
        wanted = beh + text[1:-1] + beh if text.startswith(BEH) else text
        check.expect(got == wanted, f"{name}: {kind}: {spelled(text)} becomes {spelled(got)}")


def goes_from_scheme_to_scheme(check, sources, targets):
    """a:b of what a makes of a text is what b makes of it."""
    words = ["كتاب", "مدرسة", "سؤال", "رئيس", "كَتَبَ", "مِصر", "ثُلُث", "شمس ضوء"]
    wanted = {b: check.apply(b, words) for b in targets}
    for a in sources:
        written = check.apply(a, words)
        for b in targets:
            got = check.apply(f"{a}:{b}", written)
            check.expect(got == wanted[b], f"{a}:{b}: {got}, not {wanted[b]}")


def main():
    check = Checker(sys.argv[1])
    names = set(check.list())
    reversible = []
    for folder in ("normalize", "romanize"):
        for path in sorted((RULES / folder).glob("*.toml")):
            name = path.stem
            check.expect(name in names, f"{path} is not built in")
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            if folder == "romanize" and data.get("reversible"):
                reversible.append(name)
            if name in ALPHABETS:
                covers(check, name)
                stays_in_its_alphabet(check, name)
            elif folder == "romanize":
                check.expect(not has_an_alphabet(data), f"{name} has no alphabet here")
            if folder == "normalize":
                leaves_alone(check, name)
    check.expect(len(reversible) >= 7, f"reversible: {reversible}")
    goes_from_scheme_to_scheme(check, reversible, ["buckwalter", "iso-233", "ala-lc"])
    print(f"{check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
