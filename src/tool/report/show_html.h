// An HTML page that compares rule sets side by side: `arnorm show --html`.
#pragma once

#include <string>
#include <vector>

#include "parse/rule_library.h"

namespace arnorm::tool {

// A whole HTML document: what each set makes of each letter that one of them changes, and then the
// stages of each, row by row. Needs nothing but itself to be shown.
std::string html_page(const std::vector<RuleSetPtr> &sets, RuleLibrary &library, Report &report);

} // namespace arnorm::tool
