// Letters of the script that a chain reads but does not write. If they occur in the output, no row
// has mapped them.
#pragma once

#include <vector>

#include "characters/code_point_set.h"
#include "rules/step.h"

namespace arnorm::tool {

// Letters and marks of the script that the chain's first rule set with `scripts` is from, as its
// steps run (in reverse: what it is to). Empty where no rule set names scripts, or the last one
// writes the same script.
CodePointSet source_letters(const std::vector<Step> &steps);

} // namespace arnorm::tool
