#include "parse/rule_keys.h"

#include <algorithm>

namespace arnorm {
namespace {

using enum RuleValue;

constexpr std::string_view directions = "forward|reverse|both";
constexpr std::string_view truth = "true|false";

constexpr RuleKey file_keys[] = {
    {"format", number, "The version of the rule format, which is 1.", {}, "1"},
    {"name", text, "The name of the rule set, which is the name of its file without `.toml`."},
    {"title", text, "A description of the set in one line, which `arnorm list` prints."},
    {"source", text, "Where the rules come from: the standard, its edition, the table."},
    {"note", text, "Any remark; it does not affect the rules."},
    {"scripts", table, "The scripts that the set reads and writes, as ISO 15924 codes."},
    {"reversible", boolean, "A claim: the reverse direction restores every text.", {}, truth},
    {"idempotent", boolean, "A claim: a second run changes nothing.", {}, truth},
    {"only", word, "The direction of all stages that do not say otherwise.", {}, directions},
    {"word", set, "The characters that words consist of; `$edge` matches everything else."},
    {"include", sets_file, "Files whose named sets and patterns this file may use."},
    {"extends", rule_set, "The rule set whose stages run first, and whose rows can be replaced."},
    {"override", rows, "Rows that replace rows of the extended set.", "extends"},
    {"sets", table, "Names for sets of characters, which patterns use as `$name`."},
    {"patterns", table, "Names for pieces of patterns, which patterns use as `$name`."},
    {"stage", rows, "One step of the conversion; stages run in the order of the file."},
    {"test", rows, "A text and its expected result, which `arnorm test` compares."},
};

constexpr RuleKey script_keys[] = {
    {"from", text, "The ISO 15924 code of the script that the set reads, such as Arab."},
    {"to", text, "The ISO 15924 code of the script that it writes, such as Latn."},
};

constexpr RuleKey stage_keys[] = {
    {"form", word, "Converts the text to a Unicode normalization form.", {}, "NFC|NFD|NFKC|NFKD"},
    {"marks",
     word,
     "Sorts the combining marks that follow a letter.",
     {},
     "canonical|shadda-first|utr53"},
    {"remove", set, "Deletes the characters of a set."},
    {"table", rows, "Replaces what its rows match; the longest match wins, then the earlier row."},
    {"each", table, "Keys that all rows of this table have unless they say otherwise.", "table"},
    {"words", words_file, "Replaces whole words, which a tab-separated file lists."},
    {"squeeze", table, "Shortens runs of the same character."},
    {"case", word, "Changes the case of letters.", {}, "lower|upper|title|fold"},
    {"set", set, "The letters whose case changes; without it, all letters.", "case"},
    {"after", pattern, "What must precede a letter whose case changes.", "case"},
    {"before", pattern, "What must follow a letter whose case changes.", "case"},
    {"language", word, "Uses the dotless i of Turkish and Azerbaijani.", "case", "tr|az"},
    {"use", rule_set, "Runs all stages of another rule set."},
    {"icu", icu_rules, "Runs an ICU transform, by its ID or by its rules."},
    {"only", word, "The direction in which the stage runs; without it, both.", {}, directions},
    {"untested", text, "The reason why tests do not fire all of the words.", "words"},
    {"note", text, "Any remark; it does not affect the rules."},
};

constexpr RuleKey squeeze_keys[] = {
    {"set", set, "The characters whose runs are shortened."},
    {"max", number, "How many characters remain of a run."},
    {"from", number, "The length from which runs are shortened; without it, `max` + 1."},
};

constexpr RuleKey each_keys[] = {
    {"after", pattern, "What must precede the match of each row."},
    {"before", pattern, "What must follow the match of each row."},
    {"only", word, "The direction in which each row runs.", {}, directions},
    {"back", boolean, "The way back takes each row without its contexts.", {}, truth},
    {"note", text, "Any remark; it does not affect the rules."},
};

// Those of an override are the last two.
constexpr RuleKey row_keys[] = {
    {"from", pattern, "The pattern that the row matches."},
    {"letters", letters, "Several rows in one: the n-th letter becomes the n-th of `to`."},
    {"to", replacement, "What replaces the match; `$1` to `$9` are the groups of `from`."},
    {"after", pattern, "What must precede the match; of several patterns, any one."},
    {"before", pattern, "What must follow the match; of several patterns, any one."},
    {"only", word, "The direction in which the row runs; without it, both.", {}, directions},
    {"back", boolean, "The way back takes the row without its contexts.", {}, truth},
    {"untested", text, "The reason why no test of the file fires the row."},
    {"note", text, "Any remark; it does not affect the rules."},
    {"drop", boolean, "Deletes the row of the extended set that has the same `from`.", {}, truth},
    {"add", boolean, "The row is a new one, which replaces no row.", {}, truth},
};

constexpr RuleKey test_keys[] = {
    {"from", text, "The text to convert, taken literally."},
    {"to", text, "The expected result, taken literally."},
    {"direction",
     word,
     "The direction of the test; `both` also converts the result back.",
     {},
     directions},
    {"fails", text, "Why rules alone cannot do it; the test is then expected to fail."},
    {"note", text, "Any remark; it does not affect the rules."},
};

} // namespace

std::span<const RuleKey> keys_of(RuleTable table) {
  switch (table) {
  case RuleTable::file:
    return file_keys;
  case RuleTable::scripts:
    return script_keys;
  case RuleTable::stage:
    return stage_keys;
  case RuleTable::each:
    return each_keys;
  case RuleTable::squeeze:
    return squeeze_keys;
  case RuleTable::row:
    return std::span(row_keys).first(std::size(row_keys) - 2);
  case RuleTable::override_row:
    return row_keys;
  case RuleTable::test:
    return test_keys;
  case RuleTable::sets:
  case RuleTable::patterns:
    break;
  }
  return {};
}

const RuleKey *find_key(RuleTable table, std::string_view name) {
  std::span<const RuleKey> keys = keys_of(table);
  auto found =
      std::find_if(keys.begin(), keys.end(), [&](const RuleKey &key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

bool is_operation(const RuleKey &key) {
  return key.with.empty() && key.name != "only" && key.name != "note";
}

} // namespace arnorm
