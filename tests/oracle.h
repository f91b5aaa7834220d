// The meaning of a rule set, word for word from docs/rule-format.md, slow and obvious.
//
// Shares nothing with the engines: it works on UTF-32, matches patterns by trying every count, and
// takes its Unicode data from utf8proc where ICU is what it judges.
#pragma once

#include <string>

#include "steps.h"

namespace arnorm::test {

// What one step makes of a text.
std::u32string interpret(const Step &step, const std::u32string &text);

// What all steps make of UTF-8, under Invalid::keep.
std::string interpret(const std::vector<Step> &steps, const std::string &text);

} // namespace arnorm::test
