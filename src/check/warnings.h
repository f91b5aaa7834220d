// Warnings: what is valid in a rule file and probably not meant.
//
// Looks at the file as it is written. Rows that never match are in check/unreachable_rows.h. Each
// warning has to be sure: a false alarm is worse than none.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports AR0215 to AR0222, for the lines of the set's own file only.
void check_for_slips(const RuleSet &set, RuleLibrary &library, Report &report);

} // namespace arnorm
