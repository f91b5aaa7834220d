// What is wrong with the meaning of a rule set: rows that can never match, literals that a form
// forbids. Finds everything that ICU would refuse later.
#pragma once

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// Quick enough to run whenever a rule file is loaded.
void check_meaning(const RuleSet &set, Report &report);

} // namespace arnorm
