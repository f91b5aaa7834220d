// Letters of the script that a chain reads but does not write. If they occur in the output, no row
// has mapped them.
#pragma once

#include <vector>

#include "characters/code_point_set.h"
#include "rules/step.h"

namespace arnorm::tool {

// The letters and marks of the script that the chain reads: `from` of its first rule set with
// `scripts`, or `to` if that set runs in reverse. Empty if no rule set names scripts, or if the
// last one writes the same script.
CodePointSet source_letters(const std::vector<Step> &steps);

} // namespace arnorm::tool
