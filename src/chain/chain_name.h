// The elements of a chain as a user names it: "clean,search", "buckwalter:iso-233".
//
// Knows nothing of what the names stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"

namespace arnorm {

// A rule set of a chain; `inverted` where it decodes: the first of "a:b".
struct ChainElement {
  std::string name;
  bool inverted;
};

// "a,b,c", where "a:b" is the way back of a and then b, and "a:" the way back alone. Reports AR0005
// and AR0006.
std::vector<ChainElement> chain_elements(std::string_view chain, Report &report);

} // namespace arnorm
