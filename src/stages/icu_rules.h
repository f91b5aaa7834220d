// The exact ICU form of steps and of whole chains, as ICU transform rules. See docs/icu.md for why
// they look as they do.
//
// A step becomes one or more links. A link is what one icu::Transliterator does in one pass: each
// sees its whole input and writes its output before the next one looks. Nothing here calls ICU, or
// knows the kinds of stages.
#pragma once

#include <span>
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
std::string icu_export(std::span<const Step> steps, Report &report);

// A chain as texts for `uconv -x`, to be run one after the other: as few as can be where each has
// at most so many bytes and ICU can hold it. A stage that fits into none is a text for each of its
// links, however long; between those the text that is transformed holds lone surrogates. Reports
// AR0401 and AR0403.
std::vector<std::string> icu_export_texts(std::span<const Step> steps, std::size_t max_bytes,
                                          Report &report);

} // namespace arnorm
