// Finds errors in the meaning of a rule set: rows that can never match, and literals that cannot
// occur in a form. Includes everything that ICU would reject later.
#pragma once

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// Fast enough to run whenever a rule file is loaded.
void check_meaning(const RuleSet &set, Report &report);

} // namespace arnorm
