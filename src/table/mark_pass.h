// A pass that sorts each run of combining marks.
#pragma once

#include "rules/rule_set.h"
#include "table/pass.h"

namespace arnorm {

std::unique_ptr<TextState> make_mark_state(MarkOrder order);

} // namespace arnorm
