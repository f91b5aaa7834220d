// A rule set in words: `arnorm show`.
#pragma once

#include <string>

#include "rule_set.h"

namespace arnorm::tool {

std::string describe(const RuleSet &set);

} // namespace arnorm::tool
