// A pass that sorts each run of combining marks.
#pragma once

#include "rules/rule_set.h"
#include "table/pass.h"

namespace arnorm {

PassPtr make_mark_pass(MarkOrder order);

} // namespace arnorm
