// Parses the name of a chain into elements: "clean,search", "buckwalter:iso-233".
//
// Does not look up the names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"

namespace arnorm {

// A rule set of a chain. `inverted` if it decodes, as the first one of "a:b" does.
struct ChainElement {
  std::string name;
  bool inverted;
};

// The elements of "a,b,c", where "a:b" is the reverse of a followed by b, and "a:" is only the
// reverse of a. Reports AR0005 and AR0006.
std::vector<ChainElement> chain_elements(std::string_view chain, Report &report);

} // namespace arnorm
