#include "chain/growth.h"

#include "stages/stage_kind.h"

namespace arnorm {

std::optional<double> growth_of(const std::vector<Step> &steps) {
  double growth = 1;
  for (const Step &step : steps) {
    std::optional<double> own = kind_of(*step.stage).growth(step);
    if (!own) {
      return {};
    }
    growth *= *own;
  }
  return growth;
}

} // namespace arnorm
