// The rules of a `case` stage.
//
// An example: `case = "upper"`, `set = '[ab]'`, `after = "$edge"` has the rules of a table with a
// row for each letter that changes:
//
//   a after $edge -> A    b after $edge -> B
//
// All of them count as one row, whose `from` is the set.
#pragma once

#include "rules/flat_rules.h"

namespace arnorm {

// Reports AR0401 at the stage where there are too many combinations, as for a table.
FlatRules case_rules(const CaseStage &stage, Report &report, TableCost &spent);
FlatRules case_rules(const CaseStage &stage, Report &report);

} // namespace arnorm
