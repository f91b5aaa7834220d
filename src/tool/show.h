// A rule set in words: `arnorm show`.
#pragma once

#include <string>

#include "rule_set.h"

namespace arnorm::tool {

std::string describe(const RuleSet &set);

// A pattern or another text as it stands in its file, quotes included.
std::string written(const Span &span);

} // namespace arnorm::tool
