// The claims of a rule set, `reversible` and `idempotent`: proved, refuted, or tried.
//
// docs/rule-format.md says what a claim means. A claim is proved where tables allow it
// (check/claim_proof.h). Otherwise texts are made from the rows and tried (check/claim_texts.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "check/claim_case.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// A claim that holds as far as can be said.
struct HeldClaim {
  Claim claim;
  bool proved;
  std::size_t texts; // that did not refute it, if it is not proved
};

// "proved", or "not refuted by 12,345 texts".
std::string words_of(const HeldClaim &held);

// Reports AR0206, AR0207 and AR0208, and returns the other claims.
std::vector<HeldClaim> check_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
