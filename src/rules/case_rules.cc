#include "rules/case_rules.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

namespace arnorm {
namespace {

constexpr std::size_t max_combinations = 20'000; // as of a table

// A row that matches what the stage changes. What it writes is never used.
OrientedRow whole_stage(const CaseStage &stage) {
  auto row = std::make_shared<Row>();
  PatternItem item;
  item.set = stage.set;
  row->from.items.push_back(std::move(item));
  row->from.span = stage.span;
  row->after = stage.after;
  row->before = stage.before;
  row->span = stage.span;
  return {std::move(row), 0, false};
}

// The rules for single characters in place of one for a set.
void add_letters(const Rule &rule, const CaseStage &stage, SetPool &sets, std::vector<Rule> &out) {
  for (auto [first, last] : stage.set.ranges()) {
    for (char32_t c = first; c <= last; ++c) {
      Rule one = rule;
      one.from = {sets.add(CodePointSet::single(c))};
      one.to = {{.text = map_case(c, stage.mapping, stage.turkic)}};
      out.push_back(std::move(one));
    }
  }
}

} // namespace

FlatRules case_rules(const CaseStage &stage, Report &report, TableCost &spent) {
  FlatRules flat = flatten({whole_stage(stage)}, report, spent);
  std::size_t combinations = flat.rules.size() * stage.set.size();
  if (combinations > max_combinations) {
    report.error(
        Code::AR0401, stage.span,
        fmt::format("the letters and contexts of this stage have more than {} combinations",
                    max_combinations),
        {.help = "use shorter contexts, or fewer letters: set = '[...]'"});
    flat.rules.clear();
  }
  spent.rules += combinations;
  std::vector<Rule> rules;
  for (const Rule &rule : flat.rules) {
    add_letters(rule, stage, flat.sets, rules);
  }
  flat.rules = std::move(rules);
  return flat;
}

FlatRules case_rules(const CaseStage &stage, Report &report) {
  TableCost alone;
  return case_rules(stage, report, alone);
}

} // namespace arnorm
