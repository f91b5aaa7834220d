// Writes the stages of a chain in a canonical form, and hashes it.
//
// The form omits everything that has no effect on texts, such as titles and notes. It does not
// depend on how a rule file expresses the rest: sets are lists of code points, and rows are written
// in the direction in which they run. For example, a table with a row from "ب" to "b" before
// `[$fatha $kasra]` and a row that removes up to four tatweels, followed by a stage `form = "NFC"`,
// is
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
