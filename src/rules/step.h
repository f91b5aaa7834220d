// One stage of a chain, in the direction in which it runs.
//
// Knows nothing of how a chain is named or put together: chain/layout.h does.
#pragma once

#include <memory>
#include <vector>

#include "rules/rule_set.h"

namespace arnorm {

// One stage of one rule set, to be run in one direction. Never a `use`: those are laid out.
struct Step {
  RuleSetPtr set; // keeps the stage alive
  const Stage *stage;
  Direction direction;
};

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
