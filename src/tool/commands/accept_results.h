// `arnorm test --accept`: writes the results of failing tests into their rule file.
#pragma once

#include <string>
#include <string_view>

#include "check/rule_tests.h"

namespace arnorm::tool {

// A TOML string with this value, in single quotes if it can be written so and `like` is, otherwise
// in double quotes. Characters that an editor does not show, or shows elsewhere, are escapes.
std::string toml_string(std::string_view value, std::string_view like);

// Replaces the `to` of each failing test with what came out, and nothing else in the file. Tests
// whose `from` would have to change are not touched: the way back of a test in both directions. The
// file is replaced as a whole or not at all. Prints how many results were accepted. Returns false
// after an error, which has been reported.
bool accept_results(const RuleSet &set, const TestCounts &counts);

} // namespace arnorm::tool
