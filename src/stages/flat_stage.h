// What kinds of stages share whose meaning is a list of flat rules.
#pragma once

#include <optional>

#include "rules/flat_rules.h"
#include "stages/stage_kind.h"

namespace arnorm {

// See the functions of StageKind with these names.
Reach reach_of(const FlatRules &flat);
double growth_of(const FlatRules &flat);

// Adds a map or a pass. False if the rules are too large for a pass.
bool join_rules(const FlatRules &flat, Fusion &fusion);

std::optional<RowPass> row_pass_of(FlatRules flat);

} // namespace arnorm
