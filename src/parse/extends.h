// `extends` with `override`: starts from another set's stages and replaces rows in them.
#pragma once

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// Puts `base`'s stages, with `set.overrides` applied, before `set`'s own.
void extend(RuleSet &set, const RuleSet &base, Report &report);

} // namespace arnorm
