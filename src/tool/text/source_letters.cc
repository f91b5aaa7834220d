#include "tool/text/source_letters.h"

#include <fmt/format.h>

#include "characters/set_syntax.h"

namespace arnorm::tool {
namespace {

// The script that a step reads or writes; empty where its rule set does not say.
const std::string &script(const Step &step, bool reads) {
  const Scripts &scripts = step.set->scripts;
  return reads == (step.direction == Direction::forward) ? scripts.from : scripts.to;
}

// Of the steps in their order, the first script that is named.
template <class Steps> std::string first_script(const Steps &steps, bool reads) {
  for (const Step &step : steps) {
    if (!script(step, reads).empty()) {
      return script(step, reads);
    }
  }
  return {};
}

struct Backwards {
  const std::vector<Step> &steps;
  auto begin() const { return steps.rbegin(); }
  auto end() const { return steps.rend(); }
};

} // namespace

Scripts scripts_of(const std::vector<Step> &steps) {
  return {first_script(steps, true), first_script(Backwards{steps}, false)};
}

// Marks are Inherited by themselves; their extensions (UAX #24) name the scripts.
CodePointSet source_letters(const std::vector<Step> &steps) {
  auto [from, to] = scripts_of(steps);
  if (from.empty() || from == to) {
    return {};
  }
  return parse_set(fmt::format("[\\p{{scx={}}}&[\\p{{L}}\\p{{M}}]]", from), {}).set;
}

} // namespace arnorm::tool
