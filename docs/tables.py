#!/usr/bin/env python3
"""Generates docs/schemes.md and docs/normalizations.md from the rule files and their results.

usage: docs/tables.py ARNORM [--check]

With --check nothing is written; the exit status is 1 if a page is out of date.
"""
import pathlib
import re
import subprocess
import sys
import textwrap
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژڤکگی"
MARKS = "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670"
SIGNS = "\u0640،؛؟٠"
MARK_NAMES = dict(
    zip(
        MARKS,
        "fathatan dammatan kasratan fatha damma kasra shadda sukun".split() + ["dagger alef"],
    )
)
SIGN_NAMES = {"\u0640": "tatweel"}
BEH = "\u0628"

# In the order in which readers look for them: by letter, by pronunciation, for names, for chat.
SCHEMES = [
    "buckwalter", "buckwalter-xml", "buckwalter-safe", "buckwalter-quran", "hsb", "parkinson", "satts",
    "iso-233", "cldr-arabic-latin", "arabtex", "bikdash",
    "iso-233-2", "iso-233-3", "din-31635", "ala-lc", "bgn-pcgn", "un-1972", "un-2017", "odni",
    "icao-9303", "ei2", "ei3", "ijmes", "wehr", "ipa", "arabizi",
]
PROFILES = ["clean", "search", "asr", "ocr", "dedup", "quran-safe"]
LANGUAGES = [  # docs/languages.md compares them
    "persian", "urdu", "punjabi", "pashto", "sorani", "kurmanji", "uyghur", "kazakh", "sindhi", "azerbaijani", "kashmiri",
    "balochi", "jawi", "ottoman",
]

# Which chain serves which task, with an example of its input.
TASKS = [
    ("Search key, for Arabic and all languages of its script", "search", "المَسْؤُولُونَ مسئولون مى\u200Cروم خانۀ"),
    ("Search key without case, one space between words", "search,fold-case,trim-spaces", "شركة  IBM ١٩٩٥"),
    ("Search that forgives a missing hamza, as Persian text often has it", "clean,fold-hamza,search", "پائیز پاییز موتمر مؤتمر"),
    ("Search that forgives a missing hamza everywhere", "clean,hamza-drop,search", "شيء شى سماء سما"),
    ("Search in the Quran by modern spelling", "uthmani-to-imlaei,search,trim-spaces", "ٱلصَّلَوٰةَ ۞ ءَامَنُواْ"),
    ("Quran text in modern spelling, to be read", "strip-verse-signs,uthmani-to-imlaei,trim-spaces", "ٱلصَّلَوٰةَ ءَامَنُوا۟"),
    ("Quran text repaired, every sign kept", "quran-safe", "ا\u0654لم\u064E\u0651"),
    ("Key for finding duplicates", "dedup", "«مَدْرَسَةٌ»،  ١٩٩٥"),
    ("Scoring of speech recognition (WER, CER)", "asr", "مَرْحَبًا، كيف الحال؟"),
    ("Display: repaired, nothing folded", "clean", "\uFEE3\uFEAA\uFEAD\uFEB3\uFE94 محمد\uFDFA"),
    ("Corpus cleaning: vowel signs, tatweel, stretched words", "clean,strip-tashkeel,strip-tatweel,squeeze-elongation-1,trim-spaces", "جمييييل  العـــربيةُ"),
    ("Ground truth for OCR and handwriting", "ocr", "ب\u064E\u0651\u064E  نص"),
    ("Persian text repaired", "persian", "كتاب مي\u200Cروم ١٢"),
    ("Urdu text repaired", "urdu", "كتاب يه ١٢"),
    ("Kurdish text repaired; other languages likewise", "sorani", "ئه\u200Cوه\u200C كوردي"),
    ("Search key for one language, finer than `search`", "search-persian", "خانهٔ خانه\u200Cی مسئول مسؤول"),
    ("Arabic text typed on other keyboards", "clean,fold-lookalikes-arabic", "کتاب علی في المدینہ"),
    ("Text from PDF files", "clean,spaces,trim-spaces", "\uFEE3\uFEAA\uFEAD\uFEB3\uFE94\u00A0 كتاب"),
    ("Text from PDF files with lam-alef split", "clean,join-lam-alef", "اإلنجليزية واألمر إال"),
    ("Numbers in ASCII digits", "digits-ascii,separators-ascii", "١٬٢٣٤٫٥٦ ٪٥٠"),
    ("Honorifics spelled out", "expand-honorifics", "محمد\uFDFA قال"),
    ("Honorifics left out", "strip-honorifics", "محمد (\uFDFA) قال"),
]


class Arnorm:
    def __init__(self, command):
        self.command = command

    def run(self, *arguments, text=""):
        done = subprocess.run([self.command, *arguments], input=text.encode(), capture_output=True)
        if done.returncode != 0:
            sys.exit(f"arnorm {' '.join(arguments)}: {done.stderr.decode()}")
        return done.stdout.decode()

    def apply(self, name, texts):
        return self.run(name, text="".join(text + "\n" for text in texts)).split("\n")[:-1]


def load_rules():
    sets = {}
    for folder in ("normalize", "romanize", "compatible"):
        for path in sorted((RULES / folder).glob("*.toml")):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            data["path"] = f"rules/{folder}/{path.name}"
            data["folder"] = folder
            data["head"] = head_comment(path.read_text(encoding="utf-8"))
            sets[data["name"]] = data
    return sets


def head_comment(text):
    """The comment after the header, as paragraphs; an indented line is an item of a list."""
    lines = []
    listed = False
    for line in text.split("\n"):
        if line.startswith("["):
            break
        indented = line.startswith("#  ")
        if lines and indented != listed:
            lines.append("")
        listed = indented
        if indented:
            lines += ["- " + line[1:].strip(), ""]
        elif line.startswith("#"):
            lines.append(line[1:].strip())
        elif lines:
            lines.append("")
    paragraphs = "\n".join(lines).strip().split("\n\n")
    return [" ".join(p.split()) for p in paragraphs if p.strip()]


def escape(text):
    return "".join("\\" + c if c in "|`*_<>[]\\~$&#" else c for c in text)


def code(text):
    """Code for a cell of a table: isolated marks are placed on a dotted circle."""
    if text == "":
        return "∅"
    shown = ""
    for i, c in enumerate(text):
        if is_mark(c) and (i == 0 or text[i - 1] == " "):
            shown += "◌"
        shown += c
    shown = shown.replace("|", "\\|")
    fence = "``" if "`" in shown else "`"
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def is_mark(c):
    return any(a <= ord(c) <= b for a, b in [
        (0x300, 0x36F), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E4),
        (0x6E7, 0x6E8), (0x6EA, 0x6ED), (0x897, 0x89F), (0x8CA, 0x8FF), (0x10ECB, 0x10ECF), (0x10EF0, 0x10EFF)])


def cells_of_scheme(arnorm, name):
    """The result of a scheme for a letter at the start of a word and, if different, inside one."""
    behs = arnorm.apply(name, [BEH + BEH])[0]
    half = len(behs) // 2
    first, last = behs[:half], behs[half:]

    def strip(text, before, after):
        if before and not text.startswith(before) or after and not text.endswith(after):
            return None
        return text[len(before) : len(text) - len(after)]

    letters = list(LETTERS)
    at_start = [strip(t, "", last) for t in arnorm.apply(name, [c + BEH for c in letters])]
    inside = [strip(t, first, last) for t in arnorm.apply(name, [BEH + c + BEH for c in letters])]
    cells = {}
    for c, one, two in zip(letters, at_start, inside):
        shown = [code(t) for t in (one, two) if t is not None]
        if (one, two) == (c, c):
            cells[c] = ""
        else:
            cells[c] = shown[0] if len(set(shown)) == 1 else " ".join(shown)
    for c, text in zip(MARKS + SIGNS, arnorm.apply(name, [BEH + c + BEH for c in MARKS + SIGNS])):
        result = strip(text, first, last)
        cells[c] = "" if result == c else code(result) if result is not None else "…"
    return cells


def letter_name(c):
    return MARK_NAMES.get(c) or SIGN_NAMES.get(c) or c


def scheme_table(arnorm, names):
    cells = {name: cells_of_scheme(arnorm, name) for name in names}
    yield "| | U+ | " + " | ".join(names) + " |"
    yield "|---|---|" + "---|" * len(names)
    for c in LETTERS + MARKS + SIGNS:
        row = " | ".join(cells[name][c] for name in names)
        yield f"| {letter_name(c)} | {ord(c):04X} | {row} |"


def rows_of(data):
    rows = list(data.get("override", []))
    for stage in data.get("stage", []):
        rows += stage.get("table", [])
    return rows


def open_points(data):
    for row in rows_of(data):
        note = row.get("note", "")
        if "arnorm's choice" in note:
            yield f"{texts(row.get('from', row.get('letters')))} → {texts(row.get('to', ''))}: {escape(note)}"


def texts(value):
    """A text or pattern, or the alternatives of an array."""
    return " or ".join(code(text) for text in value) if isinstance(value, list) else code(value)


def failures(data):
    for test in data.get("test", []):
        if "fails" in test:
            yield f"{code(test['from'])} → {code(test['to'])}: {escape(test['fails'])}"


def way_back(name, directions, data):
    if data.get("reversible"):
        return "yes, for every text over the characters that it maps"
    return "only letters, not exactly" if directions[name] == "both" else "no"


def scheme_section(name, directions, data):
    yield f"### `{name}`"
    yield ""
    yield f"{escape(data['title'])}."
    yield ""
    yield f"- **Source:** {escape(data['source'])}"
    yield f"- **Reversible:** {way_back(name, directions, data)}"
    if "extends" in data:
        yield f"- **Based on:** [`{data['extends']}`](#{data['extends'].replace('.', '')})"
    yield f"- **File:** [{data['path']}](../{data['path']})"
    yield ""
    for paragraph in data["head"]:
        yield escape(paragraph)
        yield ""
    yield from details("Open points and decisions", list(open_points(data)))
    yield from details("Published examples that rules alone cannot produce", list(failures(data)))


def details(title, items):
    if not items:
        return
    yield f"<details><summary>{title}: {len(items)}</summary>"
    yield ""
    for item in items:
        yield f"- {item}"
    yield ""
    yield "</details>"
    yield ""


def schemes_page(arnorm, sets, directions):
    schemes = [name for name, data in sets.items() if data["folder"] == "romanize" and name not in helpers(sets)]
    columns = [name for name in SCHEMES if name in sets]
    yield "# Transliterations"
    yield ""
    yield "<!-- Generated by docs/tables.py from the rule files. Do not edit this page. -->"
    yield ""
    yield (
        "The result of each scheme for each letter. If a cell has two entries, the first is the "
        "result at the start of a word and the second the result inside a word; the neighbouring "
        "letters have no vowel signs. Marks are placed on a letter. An empty cell means that the "
        "character is copied, and ∅ that it is removed. The sections below and the rule files describe "
        "how combinations of letters are converted."
    )
    yield ""
    yield from scheme_table(arnorm, columns)
    yield ""
    yield "## The schemes"
    yield ""
    yield "| scheme | description | reversible |"
    yield "|---|---|---|"
    for name in schemes:
        data = sets[name]
        yield f"| [`{name}`](#{name.replace('.', '')}) | {escape(data['title'])} | {way_back(name, directions, data)} |"
    yield ""
    for name in schemes:
        yield from scheme_section(name, directions, sets[name])
    yield "## Parts of schemes"
    yield ""
    yield "| set | description |"
    yield "|---|---|"
    for name in sorted(helpers(sets)):
        yield f"| [`{name}`](../{sets[name]['path']}) | {escape(sets[name]['title'])} |"


def helpers(sets):
    """Sets in romanize/ whose output is Arabic script: parts of schemes."""
    return {name for name, data in sets.items()
            if data["folder"] == "romanize" and "scripts" not in data and "extends" not in data}


def result_cell(c, result):
    if result == c:
        return ""
    return code(result)


def profile_table(arnorm, names):
    ranges = [(0x600, 0x6FF), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069),
              (0xA0, 0xA0), (0x8D3, 0x8FF), (0xFEFB, 0xFEFC), (0xFEFF, 0xFEFF), (0xFDF2, 0xFDF2)]
    characters = [chr(c) for first, last in ranges for c in range(first, last + 1)]
    alone = {n: arnorm.apply(n, [BEH + c + BEH for c in characters]) for n in names}
    yield "| | U+ | " + " | ".join(names) + " |"
    yield "|---|---|" + "---|" * len(names)
    for i, c in enumerate(characters):
        cells = []
        for n in names:
            text = alone[n][i]
            inner = text[1:-1] if text.startswith(BEH) and text.endswith(BEH) else text
            cells.append(result_cell(c, inner))
        if any(cells):
            shown = c if not (is_mark(c) or not c.isprintable()) else ("◌" + c if is_mark(c) else "")
            yield f"| {shown} | {ord(c):04X} | " + " | ".join(cells) + " |"


def tasks_table(arnorm):
    yield "| task | command | from | to |"
    yield "|---|---|---|---|"
    for task, chain, text in TASKS:
        result = arnorm.apply(chain, [text])[0]
        yield f"| {task} | `arnorm {chain}` | {code(text)} | {code(result)} |"


def descriptions(sets, names):
    for name in names:
        data = sets[name]
        yield f"### `{name}`"
        yield ""
        yield f"{escape(data['title'])}. [{data['path']}](../{data['path']})"
        yield ""
        for paragraph in data["head"]:
            yield escape(paragraph)
            yield ""


def normalizations_page(arnorm, sets, directions):
    profiles = [name for name in PROFILES if name in sets]
    languages = [name for name in LANGUAGES if name in sets]
    yield "# Normalizations"
    yield ""
    yield "<!-- Generated by docs/tables.py from the rule files. Do not edit this page. -->"
    yield ""
    yield "- [Which chain for which task](#which-chain-for-which-task): the line to type"
    yield "- [Profiles](#profiles): ready-made combinations, and their effect on each code point"
    yield "- [Languages](#languages): repairs of text in one language, and their effect on each code point"
    yield "- [Parts](#parts): small sets with one operation each"
    yield "- [Compatible profiles](#compatible-profiles): the output of other programs, byte for byte"
    yield ""
    yield "## Which chain for which task"
    yield ""
    yield (
        "Each command reads lines from standard input or from files (`arnorm search < in.txt > key.txt`). "
        "Add any of the [parts](#parts) after a comma. Keys are for comparing: keep the text itself as well."
    )
    yield ""
    yield from tasks_table(arnorm)
    yield ""
    yield (
        "A text whose lines are stored in visual order, from left to right, must be reordered first; that "
        "is no matter of rules. The bidirectional algorithm does it (`fribidi`, in Debian's package "
        "libfribidi-bin, or ICU)."
    )
    yield ""
    yield "## Profiles"
    yield ""
    yield from descriptions(sets, profiles)
    yield "### Effect of the profiles on each code point"
    yield ""
    yield (
        "Each code point is between two letters. An empty cell means that it is kept, and ∅ that it is "
        "removed. Code points that no profile changes have no row. Presentation forms have no row "
        "either: all profiles replace them with letters (`arnorm show presentation-forms`), unless "
        "their description says otherwise."
    )
    yield ""
    yield from profile_table(arnorm, profiles)
    yield ""
    yield "## Languages"
    yield ""
    yield (
        "One set for one language; [languages.md](languages.md) compares them, and lists the search keys "
        "and romanizations of each language."
    )
    yield ""
    yield from descriptions(sets, languages)
    yield "### Effect of the sets of languages on each code point"
    yield ""
    yield from profile_table(arnorm, languages)
    yield ""
    yield "## Parts"
    yield ""
    yield "| set | description |"
    yield "|---|---|"
    for name, data in sets.items():
        if data["folder"] == "normalize" and name not in profiles + languages:
            yield f"| [`{name}`](../{data['path']}) | {escape(data['title'])} |"
    yield ""
    yield "## Compatible profiles"
    yield ""
    yield (
        "These profiles replace other programs: the output is the same, byte for byte, including errors. "
        "The start of each file states which part of the program it reproduces, and which it does not."
    )
    yield ""
    yield "| set | description | source |"
    yield "|---|---|---|"
    for name, data in sets.items():
        if data["folder"] == "compatible":
            yield f"| [`{name}`](../{data['path']}) | {escape(data['title'])} | {escape(data['source'])} |"
    yield ""


def wrapped(line):
    """Breaks a line of prose after at most 100 columns. Rows of tables and headings stay whole."""
    if len(line) <= 100 or line[0] in "|#<":
        return line
    indent = "  " if line.startswith("- ") else ""
    lines = textwrap.wrap(line, 100, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    for i in range(1, len(lines)):
        # At the beginning of a line, these would start a list, a heading or a quotation.
        while re.match(r"([-+>#=|]|\d+[.)])", lines[i].strip()):
            lines[i - 1], word = lines[i - 1].rsplit(" ", 1)
            lines[i] = f"{indent}{word} {lines[i].strip()}"
    return "\n".join(lines)


def main():
    arnorm = Arnorm(sys.argv[1])
    check = "--check" in sys.argv[2:]
    sets = load_rules()
    directions = {f[0].strip(): f[2].strip() for f in (l.split("\t") for l in arnorm.run("list").splitlines())}
    good = True
    for page, make in [("schemes.md", schemes_page), ("normalizations.md", normalizations_page)]:
        text = "\n".join(map(wrapped, make(arnorm, sets, directions))).rstrip() + "\n"
        path = ROOT / "docs" / page
        if not check:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            print(f"{path} is out of date; regenerate it with docs/tables.py build/arnorm")
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
