// Tries to find a text on which an `icu` stage never comes to an end: `a > b|a` finds the a that it
// wrote again and again, until ICU gives up in the middle of the text. And one that it converts in
// another way the second time: of `hf > h|c; h > ;`, ICU 72 goes on before the h when it uses the
// rule for the first time, and after it from then on (StringReplacer::replace).
//
// Tries the characters of the rules, alone and in pairs. Finding nothing proves nothing; the filter
// counts the texts on which it happens.
#pragma once

#include <vector>

#include "diagnostics/report.h"
#include "rules/step.h"

namespace arnorm {

// Reports AR0223 and AR0224.
void check_icu_loops(const std::vector<Step> &steps, Report &report);

} // namespace arnorm
