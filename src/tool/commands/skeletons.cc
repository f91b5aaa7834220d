#include "tool/commands/skeletons.h"

namespace arnorm::tool {
namespace {

constexpr std::string_view normalization = R"~(format = 1
name = "@NAME@"
title = "What texts are like afterwards, in one line"
source = "the practice or the publication that these rules follow"
idempotent = true   # a claim: applying the set again changes nothing; `arnorm check` proves or refutes it
only = "forward"   # there is no way back to what was folded

# For users: what this set folds or deletes, what it leaves on purpose, and what should run before it.
#
# The rows and tests below are an example. Replace them, and run after each change:
#   arnorm check --strict ./@NAME@.toml   all errors and warnings, each with a place and help
#   arnorm test ./@NAME@.toml             the tests at the end of this file
#   arnorm fmt ./@NAME@.toml              columns, and comments that spell characters
#   arnorm explain ./@NAME@.toml 'كتـاب'   which row changes what

# One spelling for each text: rows see composed letters, and أ is one character.
[[stage]]
form = "NFC"

# Characters that are deleted. A set is written [...]; invisible characters and marks are escapes.
[[stage]]
remove = '[\u0640 \u064B-\u0655]'   # tatweel, and the signs from fathatan on, with the hamza of other encodings

# Characters that become others. The longest match wins, then the earlier row. `before` and `after` are conditions.
[[stage]]
table = [
  { from = "أ",                   to = "ا" },   # U+0623 ALEF WITH HAMZA ABOVE
  { from = "إ",                   to = "ا" },   # U+0625 ALEF WITH HAMZA BELOW
  { from = "آ",                   to = "ا" },   # U+0622 ALEF WITH MADDA ABOVE
  { from = "ي", before = "$edge", to = "ى", note = "only at the end of a word; $edge is whatever is no letter or mark" },
]

# Runs of more than two equal letters become two.
[[stage]]
squeeze = { set = '[ا-ي]', max = 2 }

# Last, because what is deleted may have stood between a letter and its mark.
[[stage]]
form = "NFC"

[[test]]
from = "إلى"
to = "الى"
note = "a row"

[[test]]
from = "كِتـاب"
to = "كتاب"
note = "vowel signs and tatweel go"

[[test]]
from = "في يد"
to = "فى يد"
note = "at the end of a word only"

[[test]]
from = "مرحباااا"
to = "مرحباا"
note = "long runs"

[[test]]
from = "Latin é, 中文, 12"
to = "Latin é, 中文, 12"
note = "other scripts stay"

[[test]]
from = ""
to = ""
note = "the empty text"
)~";

constexpr std::string_view letters = R"~(format = 1
name = "@NAME@"
title = "A transliteration, letter by letter, both ways"
source = "the standard, its edition and table"
scripts = { from = "Arab", to = "Latn" }
reversible = true   # a claim: the way back restores every text; `arnorm check` proves or refutes it
include = ["arabic"]

# For users: what this scheme does not tell apart, what it leaves as it is, and what should run before it.
#
# The rows and tests below are an example. Replace them, and run after each change:
#   arnorm check --strict ./@NAME@.toml   all errors and warnings, each with a place and help
#   arnorm test ./@NAME@.toml             the tests at the end of this file
#   arnorm fmt ./@NAME@.toml              columns, and comments that spell characters
#   arnorm explain ./@NAME@.toml 'كِتاب'   which row writes what; with -r, on the way back

# One spelling for each text: composed letters, and shadda before the vowel sign.
[[stage]]
form = "NFC"

[[stage]]
marks = "shadda-first"

# Each row works in both directions. For the way back, no text may be the result of two rows.
[[stage]]
table = [
  # Letters.
  { from = "ء", to = "'" },   # U+0621 HAMZA
  { from = "ا", to = "A" },   # U+0627 ALEF
  { from = "ب", to = "b" },   # U+0628 BEH
  { from = "ت", to = "t" },   # U+062A TEH
  { from = "ث", to = "ṯ" },   # U+062B THEH
  { from = "ر", to = "r" },   # U+0631 REH
  { from = "ك", to = "k" },   # U+0643 KAF
  { from = "م", to = "m" },   # U+0645 MEEM
  { from = "و", to = "w" },   # U+0648 WAW
  { from = "ي", to = "y" },   # U+064A YEH

  # Marks. Their names are defined in the file `arabic`, which is included above.
  { from = "$fatha",  to = "a" },   # U+064E FATHA
  { from = "$damma",  to = "u" },   # U+064F DAMMA
  { from = "$kasra",  to = "i" },   # U+0650 KASRA
  { from = "$shadda", to = "~" },   # U+0651 SHADDA
  { from = "$sukun",  to = "o" },   # U+0652 SUKUN

  # Digits: the first letter becomes the first result, and so on.
  { letters = "٠١٢٣٤٥٦٧٨٩", to = "0123456789" },
]

[[test]]
from = "كِتاب"
to = "kitAb"
direction = "both"
note = "letters and vowel signs"

[[test]]
from = "مُرّ"
to = "mur~"
direction = "both"
note = "shadda"

[[test]]
from = "٢٠٢٦"
to = "2026"
direction = "both"
note = "digits"

[[test]]
from = "中文 é!"
to = "中文 é!"
direction = "both"
note = "other scripts stay"

[[test]]
from = ""
to = ""
direction = "both"
note = "the empty text"
)~";

constexpr std::string_view sound = R"~(format = 1
name = "@NAME@"
title = "A romanization by sound"
source = "the standard, its edition and table"
scripts = { from = "Arab", to = "Latn" }
only = "forward"   # what is read cannot be turned back into what is written
include = ["arabic"]

# For users: which sounds this scheme does not tell apart, and what becomes of text without vowel signs.
#
# The rows and tests below are an example. Replace them, and run after each change:
#   arnorm check --strict ./@NAME@.toml   all errors and warnings, each with a place and help
#   arnorm test ./@NAME@.toml             the tests at the end of this file
#   arnorm fmt ./@NAME@.toml              columns, and comments that spell characters
#   arnorm explain ./@NAME@.toml 'الشَّمس'   which row writes what

# The set `reading` writes one Arabic sign for each sound: the article with a joint (ـ) after it, long vowels as ٰ ۥ ۦ, doubled
# letters with shadda directly after them. `arnorm show reading` says more. Use `reading-prose` for words without vowel signs.
[[stage]]
use = "reading"

[[stage]]
use = "digits-ascii"

# What depends on its neighbours. The result is still Arabic, for the next stage.
[[stage]]
table = [
  # The article before a sun letter; its vowel is not read after a prefix.
  { from = 'ٱلـ($sun)', after = 'ـ', to = "$1ـ$1"        },
  { from = 'ٱلـ($sun)',              to = "ٱ$fatha$1ـ$1" },
  { from = 'ٱلـ',       after = 'ـ', to = "لـ"           },   # U+0671 ALEF WASLA, U+0644 LAM, U+0640 TATWEEL
  { from = 'ٱلـ',                    to = "ٱ$fathaلـ"    },   # U+0671 ALEF WASLA, U+0644 LAM, U+0640 TATWEEL
  # Shadda doubles its letter.
  { from = "($letter)$shadda", to = "$1$1" },
]

# Letter by letter.
[[stage]]
table = [
  # Consonants.
  { from = "ب", to = "b"  },   # U+0628 BEH
  { from = "ت", to = "t"  },   # U+062A TEH
  { from = "ث", to = "th" },   # U+062B THEH
  { from = "ج", to = "j"  },   # U+062C JEEM
  { from = "ح", to = "ḥ"  },   # U+062D HAH
  { from = "خ", to = "kh" },   # U+062E KHAH
  { from = "د", to = "d"  },   # U+062F DAL
  { from = "ذ", to = "dh" },   # U+0630 THAL
  { from = "ر", to = "r"  },   # U+0631 REH
  { from = "ز", to = "z"  },   # U+0632 ZAIN
  { from = "س", to = "s"  },   # U+0633 SEEN
  { from = "ش", to = "sh" },   # U+0634 SHEEN
  { from = "ص", to = "ṣ"  },   # U+0635 SAD
  { from = "ض", to = "ḍ"  },   # U+0636 DAD
  { from = "ط", to = "ṭ"  },   # U+0637 TAH
  { from = "ظ", to = "ẓ"  },   # U+0638 ZAH
  { from = "ع", to = "ʿ"  },   # U+0639 AIN
  { from = "غ", to = "gh" },   # U+063A GHAIN
  { from = "ف", to = "f"  },   # U+0641 FEH
  { from = "ق", to = "q"  },   # U+0642 QAF
  { from = "ك", to = "k"  },   # U+0643 KAF
  { from = "ل", to = "l"  },   # U+0644 LAM
  { from = "م", to = "m"  },   # U+0645 MEEM
  { from = "ن", to = "n"  },   # U+0646 NOON
  { from = "ه", to = "h"  },   # U+0647 HEH
  { from = "و", to = "w"  },   # U+0648 WAW
  { from = "ي", to = "y"  },   # U+064A YEH

  # Hamza, and signs of the reading.
  { from = "ء", to = "ʾ" },   # U+0621 HAMZA
  { from = "أ", to = ""  },   # U+0623 ALEF WITH HAMZA ABOVE: hamza at the beginning of a word
  { from = "ٱ", to = ""  },   # U+0671 ALEF WASLA
  { from = "ـ", to = "-" },   # U+0640 TATWEEL: the joint
  { from = "ة", to = "h" },   # U+0629 TEH MARBUTA: at a pause; otherwise the reading writes ت

  # Vowels.
  { from = "$fatha",    to = "a"  },   # U+064E FATHA
  { from = "$damma",    to = "u"  },   # U+064F DAMMA
  { from = "$kasra",    to = "i"  },   # U+0650 KASRA
  { from = "$dagger",   to = "ā"  },   # U+0670 SUPERSCRIPT ALEF
  { from = "ۥ",         to = "ū"  },   # U+06E5 SMALL WAW
  { from = "ۦ",         to = "ī"  },   # U+06E6 SMALL YEH
  { from = "ى",         to = "ā"  },   # U+0649 ALEF MAKSURA
  { from = "$fathatan", to = "an" },   # U+064B FATHATAN
  { from = "$dammatan", to = "un" },   # U+064C DAMMATAN
  { from = "$kasratan", to = "in" },   # U+064D KASRATAN
]

[[test]]
from = "الشَّمس والقَمَر"
to = "ash-shams wa-l-qamar"
note = "the article"

[[test]]
from = "كِتَاب"
to = "kitāb"
note = "a long vowel"

[[test]]
from = "مُدَرِّسَة"
to = "mudarrisah"
note = "shadda and teh marbuta"

[[test]]
from = "سُؤَال"
to = "suʾāl"
note = "hamza"

[[test]]
from = "Latin é, 中文, ١٢"
to = "Latin é, 中文, 12"
note = "other scripts stay"

[[test]]
from = ""
to = ""
note = "the empty text"
)~";

} // namespace

std::string_view skeleton(std::string_view kind) {
  return kind == "letters" ? letters : kind == "sound" ? sound : normalization;
}

} // namespace arnorm::tool
