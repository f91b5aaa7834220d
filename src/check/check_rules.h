// Everything that `arnorm check` looks for in a rule set, beyond what loading it reports.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports rows that can never match, tables that the ICU engine has no room for, and claims that
// can be refuted. Each is looked for only while nothing was wrong before.
void check_rules(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
