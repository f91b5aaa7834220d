"""The programs whose output the compatible profiles are, in a few lines of Python each.

Each function is written from the source of the program at the commit that the head of the rule file
names, and does not read the rule files. tables.json holds the tables of characters: lists of pairs of
characters and what each of them becomes.

What needs a word list is left out, as in the profiles: the functions do what the programs do with
empty lists.

The tables are facts taken from hazm, shekar, Parsivar, urduhack and the AsoSoft library, which are
under the MIT License. Nothing is copied from KLPT (CC BY-SA 4.0).
"""
import functools
import json
import pathlib
import re
import sys
import unicodedata

TABLES = json.loads((pathlib.Path(__file__).parent / "tables.json").read_text(encoding="ascii"))
ZWNJ = "\u200C"


@functools.cache
def table(name):
    return {ord(c): result for characters, result in TABLES[name] for c in characters}


def subs(text, *pairs):
    for pattern, result in pairs:
        text = re.sub(pattern, result, text)
    return text


@functools.cache
def category(kinds):
    """The characters of categories, as members of a class of `re`."""
    return "".join(re.escape(chr(c)) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] in kinds)


# eval.py of the Open Universal Arabic ASR leaderboard

def letters_openuniversal(text):
    text = subs(text, ("[\u064B-\u0652]", ""), ("\u067E", "\u0628"), ("\u06A4", "\u0641"), ("\u0622", "\u0627"),
                ("[\u0623\u0625]", "\u0627"), ("\u0624", "\u0648"), ("\u0626", "\u064A"), ("\u0621", ""))
    return text.translate({0x660 + i: str(i) for i in range(10)})


def openuniversal_2024(text):
    with_bug = r'[!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' + "\u060C\u061B\u061F]"
    return letters_openuniversal(re.sub(with_bug, "", text)).strip()


def openuniversal_2026(text):
    punctuation = r'[!"#$%&\'()*+,\-./:;<=>?@\[\\\]^_`{|}~' + "\u060C\u061B\u061F]"
    text = letters_openuniversal(re.sub(punctuation, "", text))
    text = re.sub("(^|\\s)\u0648\\s+", "\\1\u0648", text)
    return re.sub(r"\s+", " ", text).strip()


# whisper/normalizers/basic.py

LATIN = {"œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS", "đ": "d", "Đ": "D",
         "ð": "d", "Ð": "D", "þ": "th", "Þ": "th", "ł": "l", "Ł": "L"}


def whisper(text, form, clean):
    text = subs(text.lower(), (r"[<\[][^>\]]*[>\]]", ""), (r"\(([^)]+?)\)", ""))
    text = "".join(clean(c, unicodedata.category(c)) for c in unicodedata.normalize(form, text)).lower()
    return re.sub(r"\s+", " ", text)


def whisper_basic(text):
    return whisper(text, "NFKC", lambda c, kind: " " if kind[0] in "MSP" else c)


def whisper_marks(text):
    return whisper(text, "NFKC", lambda c, kind: " " if kind[0] in "SP" else c)


def whisper_diacritics(text):
    return whisper(text, "NFKD", lambda c, kind: LATIN[c] if c in LATIN else "" if kind == "Mn" else " " if kind[0] in "MSP" else c)


# src/datatrove/utils/text.py

PUNCTUATION = (
    "!/\u2014\u201D:\uFF05\uFF11\u3008&(\u3001\u2501\\\u3010#%\u300C\u300D\uFF0C\u3011\uFF1B+^]~\u201C\u300A\u201E';\u2019{|\u2236\u00B4[=-`*"
    "\uFF0E\uFF08\u2013\uFF1F\uFF01\uFF1A$\uFF5E\u00AB\u3009,><\u300B)?\uFF09\u3002\u2026@_.\"}\u25BA\u00BB"
    + "".join(chr(c) for a, b in ((0, 9), (11, 13), (13, 32), (127, 160)) for c in range(a, b)))


def datatrove(text):
    text = re.sub("\\d+([.,\u060C\u066B\u2396\u2397\u2398]\\d+)?", "0", text.lower())
    text = text.translate({ord(c): " " for c in PUNCTUATION})
    text = unicodedata.normalize("NFD", re.sub(r"\s+", " ", text.strip()))
    return "".join(c for c in text if unicodedata.category(c) != "Mn").strip()


# dataset_configs/arabic/{mcv,masc}/config.yaml of the NeMo speech data processor

def sub_regex(text, *pairs):
    return " ".join(subs(f" {' '.join(text.split())} ", *pairs).split())


def nemo(text):
    text = sub_regex(text, *((chr(0x660 + i), str(i)) for i in range(10)))
    text = sub_regex(text, ("&lrm;", ""), ("&rlm;", ""), ("['\"\u2019\u2018]", ""), ("[\u00AB\u00BB\u201C\u201D]", " "), ("\u066C", ""), ("\u2026", "."),
                     ("[\u262D\u2022]", ""), (r"\s+", " "), ("\u0670", ""), ("\u06CC", "\u064A"), ("\u06A9", "\u063A"))
    text = sub_regex(text, (",", "\u060C"), (r"\?", "\u061F"), ("[-\u061B;:]", " "), ("!", "."), (r"\s+\.", "."), ("\\s+\u061F", "\u061F"),
                     ("\\s+\u060C", "\u060C"), (r"\s+", " "), (r"\.+", "."), ("\u060C+", "\u060C"), ("\u061F+", "\u061F"))
    text = re.sub(" +", " ", text)
    text = "".join(c for c in text if not (0x600 <= ord(c) < 0x6FF and unicodedata.category(c) == "Mn")).replace("\u0640", "")
    return unicodedata.normalize("NFKC", re.sub("[\uFEFB\uFEF7\uFEF9\uFEF5]", "\u0644\u0627", text))


# hazm/normalizer.py

HAZM_DIGITS = str.maketrans("0123456789%\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
                            "".join(chr(0x6F0 + i) for i in range(10)) + "\u066A" + "".join(chr(0x6F0 + i) for i in range(10)))
HAZM_LETTERS = "".join(map(chr, (0x622, 0x627, 0x628, 0x67E, 0x62A, 0x62B, 0x62C, 0x686, 0x62D, 0x62E, 0x62F, 0x630, 0x631, 0x632, 0x698,
                                 0x633, 0x634, 0x635, 0x636, 0x637, 0x638, 0x639, 0x63A, 0x641, 0x642, 0x6A9, 0x6AF, 0x644, 0x645, 0x646,
                                 0x648, 0x647, 0x6CC)))
HAZM_LIGATURES = [("\uFDFD", "بسم الله الرحمن الرحیم"), ("\uFDFC", "ریال"), ("[\uFDF0\uFDF9]", "صلی"), ("\uFDF2", "الله"), ("\uFDF3", "اکبر"),
                  ("\uFDF4", "محمد"), ("\uFDF5", "صلعم"), ("\uFDF6", "رسول"), ("\uFDF7", "علیه"), ("\uFDF8", "وسلم"), ("[\uFEF5-\uFEFC]", "لا")]


def hazm(text):
    text = text.translate(table("hazm translation"))
    text = subs(text, ('"([^\n"]+)"', r"«\1»"), (r"([\d+])\.([\d+])", "\\1\u066B\\2"), (r" ?\.\.\.", " …"))
    text = re.sub("[\u064B-\u0652]", "", text.translate(HAZM_DIGITS))
    text = subs(text, (" {2,}", " "), (f"{ZWNJ}{{2,}}", ZWNJ), (f"{ZWNJ}+ ", " "), (f" {ZWNJ}+", " "), (rf"\b{ZWNJ}*\B", ""),
                (rf"\B{ZWNJ}*\b", ""), ("[\u0640\r]", ""))
    text = re.sub('([\u061F!?]+|[\\d.:]+|[:.\u060C\u061B»\\])}"«\\[({/\\\\])', r" \1 ", text.replace("\t", " "))
    text = " ".join(word for word in text.split(" ") if word)
    after, before = "\\.:!\u060C\u061B\u061F»\\]\\)\\}", r"«\[\(\{"
    text = subs(text, ("([^ ]ه) ی ", f"\\1{ZWNJ}ی "), ("(^| )(ن?می) ", f"\\1\\2{ZWNJ}"),
                (rf"(?<=[^\n\d {after}{before}]{{2}}) (تر(ین?)?|گری?|های?)(?=[ \n{after}{before}]|$)", f"{ZWNJ}\\1"),
                (rf"([^ ]ه) (ا(م|یم|ش|ند|ی|ید|ت))(?=[ \n{after}]|$)", f"\\1{ZWNJ}\\2"), ("(ه)(ها)", f"\\1{ZWNJ}\\2"))
    text = subs(text, ('" ([^\n"]+) "', r'"\1"'), (f" ([{after}])", r"\1"), (f"([{before}]) ", r"\1"),
                (rf"([\.:])([^ {after}\d])", r"\1 \2"), (f"([{after[3:]}])([^ {after}])", r"\1 \2"), (f"([^ {before}])([{before}])", r"\1 \2"),
                (rf"(\d)([{HAZM_LETTERS}])", r"\1 \2"), (rf"([{HAZM_LETTERS}])(\d)", r"\1 \2"))
    return subs(text, *HAZM_LIGATURES).translate(table("hazm specials"))


# shekar/normalizer.py

def shekar(text):
    for name in ("alphabet", "ligatures", "digits", "punctuation"):
        text = text.translate(table(f"shekar {name}"))
    text = subs(text, ("[\u064B-\u0652\u0640]", ""), (r"([^\s\d])\1{2,}", r"\1\1")).strip()
    text = re.sub("[\u200B\u200D-\u200F\u2066\u2067\u202A\u202B\u202D]", "", text)
    inside = "\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF0-9"
    text = subs(text, (r"[^\S\r\n]+", " "), (f"{ZWNJ}+(?= )|(?<= ){ZWNJ}+", ""), (f"{ZWNJ}{{2,}}", ZWNJ),
                (f"(?<![{inside}]){ZWNJ}+|{ZWNJ}+(?![{inside}])", ""), (f"(?<=[دۀذاأآورژز]){ZWNJ}", ""), (" {2,}", " "),
                ("هها", f"ه{ZWNJ}ها")).strip()
    single, opening, closing = "….:!\u060C\u061B\u061F", r">{\[\\(«", r"<}\]\\)»"
    text = subs(text, (rf"^([{single}])[^\S\r\n]+", r"\1"), (rf"([{opening}])[^\S\r\n]+", r"\1"), (rf"[^\S\r\n]+([{closing}])", r"\1"),
                (rf"(?<=\S)[^\S\r\n]*([{opening}])", r" \1"), (rf"([{closing}])(?=(?![{single}{closing}])\S)", r"\1 "),
                (rf"[^\S\r\n]+([{single}])", r"\1"), (rf"(?<!^)([{single}])(?=(?![{single}{closing}])\S)", r"\1 "),
                (r"^[^\S\r\n]+|[^\S\r\n]+$", ""))
    text = re.sub(rf"(?<=ه){ZWNJ}(است)(?=$|[\s{single}{opening}{closing}\-\u066A@/#])", r" \1", text)
    return subs(text, (f"ه{ZWNJ}ی", "ۀ"), (r"ه ی(?=\s|$)", "ۀ")).strip()


# parsivar/normalizer.py, sub_alphabets

def parsivar(text):
    for characters, result in TABLES["parsivar"]:
        text = text.translate(dict.fromkeys(map(ord, characters), result))
    return re.sub("( )+", " ", text)


# urduhack/normalization/character.py

def urduhack(text):
    text = re.sub("[\u064E\u064B\u0670\u0650\u064F\u064D]", "", text).translate(table("urduhack"))
    return subs(text, ("\u0627\u0653", "\u0622"), ("\u0627\u0654", "\u0623"), ("\u06D2\u0654", "\u06D3"))


# src/asosoft/Normalize.py

KU = "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆەهھیێأإآثذصضطظكيىةڎۊؤ\u064B-\u065F"
JOINERS = "ئبپتثجچحخسشصضطظعغفڤقکكگلڵمنیيهھێ"
@functools.cache
def asosoft_table():
    return {c: "\u25A1" for c in range(0xE000, 0xF900)} | table("asosoft additional") | table("asosoft deep")


@functools.cache
def needless_zwnj():
    # \s of the module regex has no U+001C-001F, unlike that of re.
    space = r"\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
    return re.compile(f"{ZWNJ}(?=[{space}{category('P')}]|$)")


def asosoft(text):
    text = text.translate(asosoft_table())
    text = subs(text, ("\u0640{2,}", "\u0640"), (f"(?<=[{JOINERS}])\u0640(?=[{KU}])", ""), (f"(?<=[{JOINERS}])\u0640", "\uF640"),
                (f"\u0640(?=[{KU}])", "\uF640"), ("\u0640", "-"), ("\uF640", "\u0640"), (f"[\uFEFF{ZWNJ}]+", ZWNJ), (needless_zwnj(), ""),
                (f"(?<![{JOINERS}]){ZWNJ}", ""), ("\u200D{2,}", "\u200D"), ("ه\u200D", "ه\u0640"),
                (f"(?<![{JOINERS}])\u200D(?![{JOINERS}])", ""))
    text = subs(text, (f"ه{ZWNJ}", "ە"), (f"ه(?=([^{KU}\u0640]|$))", "ە"), (f"ھ(?=([^{KU}]|$))", "ه\u0640"), ("ھ", "ه"),
                ("[\u0649\u064A]", "ی"), ("\u0643", "ک"), (f"{ZWNJ}و ", " و "), ("لا[\u064E\u064B]|لأ", "ڵا"),
                ("[یێ][\u064E\u064B]+", "ێ"), ("[وۆ][\u064E\u064B]+", "ۆ"), ("[لڵ][\u064E\u064B]+", "ڵ"), ("[رڕ]\u0650+", "ڕ"))
    return subs(text, (f"(?<![{KU}])ر(?=[{KU}])", "ڕ"), (f"(?<![{KU}])وو(?=[ئبپتجچحخدرڕزژسشعغفڤقکگلڵمنهھی])", "و"))


# klpt/preprocess.py, preprocess("Sorani", "Arabic", numeral="Latin")

def klpt(text):
    digits = str.maketrans({chr(first + i): str(i) for first in (0x660, 0x6F0) for i in range(10)})
    text = subs(f" {text.translate(digits)} ", ("ه\u200C", "ە"), ("(?i)ه&zwnj;", "ە"), ("\u200C", ""), ("(?i)&#8204;|&zwnj;", ""),
                (r"ھ(\S)", r"ه\1"), ("ه\u0640 ", "ھ "), ("\u0640", ""), ("[\u0643\u06AA]", "ک"), ("[\u064B-\u0651]", ""), ("[\u064A\u06D2]", "ی"),
                ("[آأإ]", "ا"), ("ؤ", "ۆ"), ("ة", "ە"), ("\u0649", "ی")).strip()
    return subs(f" {text} ", (" ر", " ڕ"), (" وو", " و")).strip()
