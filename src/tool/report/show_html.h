// An HTML page that compares rule sets side by side: `arnorm show --html`.
#pragma once

#include <string>
#include <vector>

#include "parse/rule_library.h"

namespace arnorm::tool {

// A complete HTML document: the results of all sets for each letter that at least one of them
// changes, then the stages of each set, row by row. It refers to no other files.
std::string html_page(const std::vector<RuleSetPtr> &sets, RuleLibrary &library, Report &report);

} // namespace arnorm::tool
