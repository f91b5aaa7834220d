// Tries to find a text on which an `icu` stage never comes to an end: `a > b|a` finds the a that it
// wrote again and again, until ICU gives up in the middle of the text.
//
// Tries the characters of the rules, alone and in pairs. Finding nothing proves nothing; the filter
// counts the texts on which it happens.
#pragma once

#include <vector>

#include "diagnostics/report.h"
#include "rules/step.h"

namespace arnorm {

// Reports AR0223.
void check_icu_loops(const std::vector<Step> &steps, Report &report);

} // namespace arnorm
