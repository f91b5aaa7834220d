// What the tests of memory that runs out share.
#pragma once

#include <functional>
#include <string>

#include "arnorm/arnorm.h"
#include "support/support.h"

namespace arnorm::test {

inline const std::string rule_text = R"(format = 1
name = "test"
[sets]
hard = '[[\p{Lu}&[A-Z]]-[B]]'
[[stage]]
form = "NFD"
[[stage]]
table = [
  { from = 'a(b{1,2})', after = '[$hard\N{ARABIC LETTER BEH}]', to = "$1x" },
  { from = "c", before = "$edge", to = "d" },
]
[[stage]]
squeeze = { set = '[x-z]', max = 1 }
[[stage]]
form = "NFC"
)";
inline const std::string sample = "Aabb \u0628abc c\u00E9xxe\u0301 yy Bab";

// Begins to count allocations, one of which fails.
using Begin = std::function<void()>;

// What a program does after `begin`. It appends its result to `out`, and returns false where a
// diagnostic says why there is none.
using Action = std::function<bool(const Begin &begin, std::string &out)>;

struct Outcome {
  bool failed = false;   // there were so many allocations
  bool finished = false; // the action returned true
  std::string out;
  long leaked = 0; // allocations
};

// Lets the allocation of this number fail; with 0, none.
Outcome outcome_of(const Action &action, long number);

// Lets one allocation after another fail, or every `step`-th; all of them if ARNORM_ROUNDS is set.
// Returns how many there are, at least about.
long fail_each(const Action &action, long step = 1);

// A folder with rule files that name others, and lists of words.
class RuleFolder {
public:
  RuleFolder() {
    folder_.write("letters.toml", "format = 1\nname = \"letters\"\n[sets]\nvowel = '[aeiou]'\n");
    folder_.write("base.toml", "format = 1\nname = \"base\"\n[[stage]]\ntable = [\n"
                               "  { from = \"ab\", to = \"x\" },\n]\n");
    folder_.write("names.tsv", "# names\nAabb\tAbba\nyy\tY\ta note\nno such\tword\n");
    folder_.write("mine.toml",
                  "format = 1\nname = \"mine\"\ninclude = [\"letters\"]\nextends = \"base\"\n"
                  "[[stage]]\nwords = \"names.tsv\"\nuntested = \"none of them\"\n[[stage]]\n"
                  "table = [ { from = '($vowel)', before = \"c\", to = \"<$1>\" } ]\n");
    folder_.write("broken.toml", "format = 1\nname = \"broken\"\n[[stage]]\ntable = [ { from = ");
  }
  Options options() const {
    Options options;
    options.path = {folder_.path()};
    return options;
  }
  const std::string &path() const { return folder_.path(); }

private:
  TemporaryFolder folder_;
};

} // namespace arnorm::test
