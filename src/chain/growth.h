// How much longer a text can become.
#pragma once

#include <optional>
#include <vector>

#include "rules/step.h"

namespace arnorm {

// At most how many bytes the steps write for each byte of well-formed UTF-8, at least 1; none where
// a step is a transform of ICU's own. What StageKind::growth says of each, multiplied: seldom tight
// where stages follow each other, but never too small.
std::optional<double> growth_of(const std::vector<Step> &steps);

} // namespace arnorm
