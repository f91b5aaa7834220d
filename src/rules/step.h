// One stage of a chain, in the direction in which it runs.
//
// Does not depend on how chains are named or laid out; see chain/layout.h.
#pragma once

#include <memory>
#include <vector>

#include "rules/rule_set.h"

namespace arnorm {

// A stage of a rule set, to be run in one direction. Never a `use`, because laying out replaces
// these.
struct Step {
  RuleSetPtr set; // keeps the stage alive
  const Stage *stage;
  Direction direction;
};

// A row in the direction of a step: if the step runs backwards, `from` and `to` are exchanged. A
// `turned` row is a copy with the span of the original row. Other rows are not copied, so the table
// must outlive them.
struct OrientedRow {
  std::shared_ptr<const Row> row;
  std::size_t number; // index of the row in its stage
  bool turned;
};
std::vector<OrientedRow> oriented_rows(const TableStage &table, Only stage_only,
                                       Direction direction);

// Whether a row writes a line feed because it runs backwards. A forward row never does (AR0126).
bool turns_line_feed(const OrientedRow &row);

} // namespace arnorm
