// A chain laid out as the stages that run, in the order in which they run.
#pragma once

#include <memory>
#include <vector>

#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "rules/rule_set.h"

namespace arnorm {

// One stage of one rule set, to be run in one direction. Never a `use`: those are laid out.
struct Step {
  RuleSetPtr set; // keeps the stage alive
  const Stage *stage;
  Direction direction;
};

// Lays out a rule set, `use` included. Reports AR0205 where a stage has no reverse and AR0402
// when there are too many. In reverse a table without a row for that direction is left out.
void lay_out(const RuleSetPtr &set, Direction direction, RuleLibrary &library,
             std::vector<Step> &steps, Report &report);

// Whether a set can run backwards, without reporting why not.
bool runs_backwards(const RuleSetPtr &set, RuleLibrary &library);

// A row as it stands in a step: with `from` and `to` exchanged where the step runs backwards.
// `turned` rows keep the span of the row they come from. The others are not copied: the table must
// outlive them.
struct OrientedRow {
  std::shared_ptr<const Row> row;
  std::size_t number; // of the row in its stage
  bool turned;
};
std::vector<OrientedRow> oriented_rows(const TableStage &table, Only stage_only,
                                       Direction direction);

} // namespace arnorm
