// Implements `extends` with `override`: takes the stages of another set and replaces rows in them.
#pragma once

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// Inserts the stages of `base`, with `set.overrides` applied, before those of `set`. Reports
// AR0202; `used` are the sets that the base uses, for the message.
void extend(RuleSet &set, const RuleSet &base, const std::vector<RuleSetPtr> &used, Report &report);

} // namespace arnorm
