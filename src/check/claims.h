// Tries to refute the claims of a rule set: `reversible` and `idempotent`.
//
// The claims are tested on all short texts over the characters that the set names, on pairs of
// texts of its rows, and on longer random texts. This is an exhaustive search of short texts and a
// sample of longer ones, but not a proof.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports AR0206, AR0207 and AR0208.
void check_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report);

// The characters in the rows, sets and results of a rule set, a few of each large set, and some
// that it does not name. Also used by tests.
std::u32string alphabet_of(const RuleSet &set, RuleLibrary &library, bool with_results);

} // namespace arnorm
