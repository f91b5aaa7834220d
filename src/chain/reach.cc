#include "chain/reach.h"

#include <algorithm>

#include "diagnostics/report.h"
#include "rules/flat_rules.h"

namespace arnorm {
namespace {

void add(Reach &reach, std::size_t behind, std::size_t ahead) {
  reach.behind += behind;
  reach.ahead += ahead;
}

} // namespace

Reach reach_of(const std::vector<Step> &steps) {
  Reach reach;
  Report ignored;
  for (const Step &step : steps) {
    const Stage &stage = *step.stage;
    if (const auto *table = std::get_if<TableStage>(&stage.what)) {
      FlatRules e = flatten(oriented_rows(*table, stage.only, step.direction), ignored);
      std::size_t longest = std::max<std::size_t>(e.longest, 1);
      add(reach, longest - 1 + e.behind, longest - 1 + e.ahead);
    } else if (const auto *squeeze = std::get_if<SqueezeStage>(&stage.what)) {
      add(reach, static_cast<std::size_t>(squeeze->max), 0);
    } else if (std::holds_alternative<IcuStage>(stage.what)) {
      reach.bounded = false;
    } else if (!std::holds_alternative<RemoveStage>(stage.what)) {
      // A form or a mark order changes a letter with its marks as a whole.
      add(reach, max_mark_run + 1, max_mark_run + 1);
    }
  }
  return reach;
}

} // namespace arnorm
