// A pass that shortens runs of one repeated code point.
#pragma once

#include "rules/rule_set.h"
#include "table/pass.h"

namespace arnorm {

PassPtr make_squeeze_pass(const SqueezeStage &stage);

} // namespace arnorm
