// What a chain is made of, in the types of the public interface.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "rules/rule_set.h"
#include "rules/step.h"

namespace arnorm {

SetInfo info_of(const RuleSet &set);

std::vector<StageInfo> stages_of(const CompiledChain &chain);

// The scripts that steps lead from and to, as their rule sets say and in the direction in which
// they run; empty where none says.
Scripts scripts_of(const std::vector<Step> &steps);

} // namespace arnorm
