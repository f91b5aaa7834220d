// How far a chain looks around a position.
#pragma once

#include <vector>

#include "arnorm/arnorm.h"
#include "rules/step.h"

namespace arnorm {

// How far the steps look around a position; see Chain::reach.
Reach reach_of(const std::vector<Step> &steps);

} // namespace arnorm
