// Computes how far a chain looks around a position.
#pragma once

#include <vector>

#include "arnorm/arnorm.h"
#include "rules/step.h"

namespace arnorm {

// See Chain::reach.
Reach reach_of(const std::vector<Step> &steps);

} // namespace arnorm
