// Letters of the script that a chain reads but does not write. If they occur in the output, no row
// has mapped them.
#pragma once

#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "rules/step.h"

namespace arnorm::tool {

// The scripts that a chain leads from and to (ISO 15924), as its rule sets say and its steps run;
// empty where none says.
Scripts scripts_of(const std::vector<Step> &steps);

// Letters and marks of the script that the chain's first rule set with `scripts` is from, as its
// steps run (in reverse: what it is to). Empty where no rule set names scripts, or the last one
// writes the same script.
CodePointSet source_letters(const std::vector<Step> &steps);

} // namespace arnorm::tool
