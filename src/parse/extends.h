// Implements `extends` with `override`: takes the stages of another set and replaces rows in them.
#pragma once

#include <functional>
#include <vector>

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// The sets that the base uses, which are asked for only where a message may name them.
using UsedSets = std::function<std::vector<RuleSetPtr>()>;

// Whether a row of `override` replaces the other one: both have the same `from`, `after` and
// `before`.
bool same_place(const Row &a, const Row &b);

// Inserts the stages of `base`, with `set.overrides` applied, before those of `set`. Reports
// AR0202.
void extend(RuleSet &set, const RuleSet &base, const UsedSets &used_sets, Report &report);

} // namespace arnorm
