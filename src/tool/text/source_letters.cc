#include "tool/text/source_letters.h"

#include <fmt/format.h>

#include "chain/description.h"
#include "characters/set_syntax.h"

namespace arnorm::tool {

// Uses Script_Extensions (UAX #24), because the Script of most marks is Inherited.
CodePointSet source_letters(const std::vector<Step> &steps) {
  auto [from, to] = scripts_of(steps);
  if (from.empty() || from == to) {
    return {};
  }
  return parse_set(fmt::format("[\\p{{scx={}}}&[\\p{{L}}\\p{{M}}]]", from), {}).set;
}

} // namespace arnorm::tool
