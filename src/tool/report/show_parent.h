// What a rule set changes in the set that it extends: `arnorm show --parent`.
#pragma once

#include <string>

#include "rules/rule_set.h"

namespace arnorm::tool {

// Rows that were replaced, deleted and added, each with its place, and the stages that follow those
// of the base. `isolate`: for a terminal, which keeps each text in its own direction.
std::string describe_changes(const RuleSet &set, const RuleSet &base, const RenderOptions &options);

} // namespace arnorm::tool
