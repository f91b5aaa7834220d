// Tries to refute what a rule set claims: `reversible` and `idempotent`.
//
// The claims are tried on all short texts over the characters that the set names, on its rows'
// own texts joined in pairs, and on longer random texts: an exhaustive search of a small world
// and a sample of the large one, not a proof for texts of any length.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports AR0206, AR0207 and AR0208.
void check_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report);

// The characters that the rows, sets and results of a set name, a few of each large set, and some
// that it does not name. For tests as well.
std::u32string alphabet_of(const RuleSet &set, RuleLibrary &library, bool with_results);

} // namespace arnorm
