// The checks of `arnorm check`, in addition to the errors that loading a rule set reports.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports rows that can never match, stages that the ICU engine rejects (it rejects more than the
// table engine), and claims that can be refuted. Each check runs only if the previous ones found no
// error.
void check_rules(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
