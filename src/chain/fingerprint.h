// What the stages of a chain do, as a text of a fixed form, and the hash of that.
//
// What a rule file says for people is not in it, nor how it says the rest: sets are written as the
// characters that they hold, rows in the direction in which they run. Two rows, the first of them
// from "ب" to "b" before `[$fatha $kasra]`, and a stage `form = "NFC"` are
//
//     arnorm rules 1
//     forward table
//     row [628] before [64E 650] to 62
//     row [640]{1,4} to
//     forward form NFC
#pragma once

#include <string>
#include <vector>

#include "rules/step.h"

namespace arnorm {

std::string canonical_rules(const std::vector<Step> &steps);

// 64 hexadecimal digits.
std::string fingerprint_of(const std::vector<Step> &steps);

} // namespace arnorm
