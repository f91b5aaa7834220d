// The exact ICU form of steps and of whole chains, as ICU transform rules. See docs/icu.md for why
// they look as they do.
//
// A step becomes one or more links. A link is what one icu::Transliterator does in one pass: each
// sees its whole input and writes its output before the next one looks. Nothing here calls ICU, or
// knows the kinds of stages.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/report.h"
#include "icu/icu_link.h"
#include "rules/step.h"

namespace arnorm {

// The links of a step. Reports AR0401 and AR0403.
std::vector<IcuLink> icu_links(const Step &step, Report &report);

// A chain as one rule text for `uconv -x` (IcuText::lines). Reports AR0406 when ICU cannot hold
// it in one.
std::string icu_export(const std::vector<Step> &steps, Report &report);

} // namespace arnorm
