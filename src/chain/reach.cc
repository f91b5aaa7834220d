#include "chain/reach.h"

#include "stages/stage_kind.h"

namespace arnorm {

Reach reach_of(const std::vector<Step> &steps) {
  Reach reach;
  for (const Step &step : steps) {
    Reach own = kind_of(*step.stage).reach(step);
    reach.behind += own.behind;
    reach.ahead += own.ahead;
    reach.bounded = reach.bounded && own.bounded;
  }
  return reach;
}

} // namespace arnorm
