// A pass that runs stages on ICU.
#pragma once

#include "icu/icu_engine.h"
#include "table/pass.h"

namespace arnorm {

PassPtr make_icu_pass(std::unique_ptr<const IcuEngine> engine);

} // namespace arnorm
