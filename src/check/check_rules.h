// The checks of `arnorm check`, in addition to the errors that loading a rule set reports.
#pragma once

#include <vector>

#include "check/claims.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports rows that can never match, tables that are too large for the ICU engine, what is probably
// not meant, and claims that can be refuted. Each check runs only if the previous ones found no
// error. Returns the claims that were not refuted.
std::vector<HeldClaim> check_rules(const RuleSetPtr &set, RuleLibrary &library, Report &report);

// The same for editors, without what takes long: claims, which may take seconds, and whether tables
// are too large for ICU. Omits what loading a file that is not built in has reported.
void check_without_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
