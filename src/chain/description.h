// Describes the parts of a chain in the types of the public interface.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "arnorm/rules.h"
#include "chain/compile.h"
#include "parse/rule_library.h"
#include "rules/rule_set.h"
#include "rules/step.h"

namespace arnorm {

SetInfo info_of(const RuleSet &set);

std::vector<StageInfo> stages_of(const CompiledChain &chain);

// All rule sets that the library finds. Those with errors are missing, and the report says why.
std::vector<ListedSet> listed_sets(RuleLibrary &library, Report &report);

// The scripts that the steps read and write, as stated by their rule sets, in the direction in
// which they run. Empty if no rule set states them.
Scripts scripts_of(const std::vector<Step> &steps);

} // namespace arnorm
