// A pass that runs stages on ICU.
#pragma once

#include "icu_engine.h"
#include "pass.h"

namespace arnorm {

PassPtr make_icu_pass(std::unique_ptr<const IcuEngine> engine);

} // namespace arnorm
