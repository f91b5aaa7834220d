// Loads arbitrary bytes as a rule file and converts a text with it, in both directions, on tables
// and by the interpreter of the definition, which shares no code with them:
//
// - the results are the same;
// - so are the edits, and both obey law 6;
// - a file that is read again after `arnorm fmt` has laid it out does the same, and the layout of
//   what is laid out is the same.
//
// The input is a rule file, a line `---` and a text. The rule file may name the files of words that
// the tests use, "0.tsv" to "29.tsv".
#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "chain/compile.h"
#include "chain/layout.h"
#include "edits.h"
#include "format/format_rules.h"
#include "harness.h"
#include "parse/rule_library.h"
#include "support/edit_oracle.h"
#include "support/oracle.h"
#include "support/random_rules.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 128; // the interpreter is slow
constexpr double most_ways = 4000; // in which a pattern matches at a place: it tries all of them
constexpr double most_work = 4000; // counts of all items of a context

double ways_of(const std::vector<PatternItem> &items) {
  double all = 1;
  for (const PatternItem &item : items) {
    double once = item.choices.empty() ? 1 : 0;
    for (const std::vector<PatternItem> &choice : item.choices) {
      once += ways_of(choice);
    }
    double power = 1;
    double sum = 0;
    for (int count = 0; count <= item.max && sum < most_ways; ++count) {
      sum += count >= item.min ? power : 0;
      power *= once;
    }
    all *= std::max(sum, power / std::max(once, 1.0));
  }
  return all;
}

double work_of(const std::vector<PatternItem> &items) {
  double sum = 0;
  for (const PatternItem &item : items) {
    double once = 1;
    for (const std::vector<PatternItem> &choice : item.choices) {
      once += work_of(choice);
    }
    sum += once * std::max(item.max, 1);
  }
  return sum;
}

bool is_simple_row(const Row &row) {
  bool simple = ways_of(row.from.items) < most_ways;
  for (const auto *contexts : {&row.after, &row.before}) {
    for (const Pattern &pattern : *contexts) {
      simple = simple && work_of(pattern.items) < most_work;
    }
  }
  return simple;
}

// Whether the interpreter can run a step, and soon.
bool is_simple(const Step &step) {
  const auto *table = std::get_if<TableStage>(&step.stage->what);
  if (table == nullptr) {
    return !std::holds_alternative<IcuStage>(step.stage->what);
  }
  std::vector<OrientedRow> rows = oriented_rows(*table, step.stage->only, step.direction);
  return std::all_of(rows.begin(), rows.end(),
                     [](const OrientedRow &each) { return is_simple_row(*each.row); });
}

struct Rules {
  std::vector<Step> steps;
  std::unique_ptr<const CompiledChain> chain; // null after an error
};

Rules load(const std::string &text, Direction direction) {
  RuleLibrary library({.files = Files::none, .texts = test::random_word_files()});
  Report report;
  Rules rules;
  if (RuleSetPtr set = library.parse(text, "<fuzz>", report)) {
    lay_out(set, direction, library, rules.steps, report);
    check_direction(rules.steps, "<fuzz>", direction, report);
  }
  if (!report.has_errors()) {
    rules.chain = CompiledChain::build(rules.steps, report);
  }
  return rules;
}

void compare(const Rules &rules, const std::string &text) {
  std::string out;
  Alignment map;
  rules.chain->apply(text, Invalid::keep, out, &map);
  check_edits(text, out, map);
  check_ranges(map);
  if (std::all_of(rules.steps.begin(), rules.steps.end(), is_simple)) {
    require(out == test::interpret(rules.steps, text), "a result is that of the definition");
    require(map.edits() == test::interpret_edits(rules.steps, text),
            "edits are those of the definition");
  }
}

// Nothing if it is not TOML.
std::optional<std::string> laid_out(const std::string &rules) {
  Report report;
  return format_rules(std::make_shared<Source>("<fuzz>", rules), report);
}

void check(const std::string &head, const std::string &text) {
  std::optional<std::string> formatted = laid_out(head);
  require(!formatted || laid_out(*formatted) == formatted, "what is laid out stays as it is");
  for (Direction direction : {Direction::forward, Direction::reverse}) {
    Rules rules = load(head, direction);
    if (!rules.chain) {
      continue;
    }
    require(formatted.has_value(), "what can be read can be laid out");
    compare(rules, text);
    Rules again = load(*formatted, direction);
    require(again.chain != nullptr, "what is laid out can be read");
    std::string out, out_again;
    rules.chain->apply(text, Invalid::keep, out);
    again.chain->apply(text, Invalid::keep, out_again);
    require(out == out_again, "what is laid out means the same");
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  Parts parts = parts_of(text_of(data, size));
  check(std::string(parts.head), std::string(parts.text.substr(0, longest_text)));
  return 0;
}
