// A pass that sorts each run of combining marks.
#pragma once

#include "table/pass.h"
#include "rules/rule_set.h"

namespace arnorm {

PassPtr make_mark_pass(MarkOrder order);

} // namespace arnorm
