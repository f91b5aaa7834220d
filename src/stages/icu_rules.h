// Writes steps and whole chains as equivalent ICU transform rules. docs/icu.md explains their form.
//
// A step becomes one or more links. A link is one pass of an icu::Transliterator: it reads its
// whole input and writes its whole output before the next link begins. Nothing here calls ICU or
// depends on the kinds of stages.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/report.h"
#include "icu/icu_link.h"
#include "rules/step.h"

namespace arnorm {

// The links of a step. Reports AR0401 and AR0403.
std::vector<IcuLink> icu_links(const Step &step, Report &report);

// A chain as one rule text for `uconv -x` (IcuText::lines). Reports AR0406 if the chain cannot be
// written as a single text.
std::string icu_export(const std::vector<Step> &steps, Report &report);

} // namespace arnorm
