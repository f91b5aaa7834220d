#include "check/check_rules.h"

#include "chain/compile.h"
#include "chain/layout.h"
#include "check/claims.h"
#include "rules/masked_rows.h"

namespace arnorm {

void check_rules(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  check_meaning(
      *set, report); // repeated for a file, but reported once; loading skips it for built-in sets
  if (!report.has_errors()) {
    std::vector<Step> steps;
    lay_out(set, Direction::forward, library, steps, report);
    CompiledChain::build(std::move(steps), report, Engine::icu);
  }
  if (!report.has_errors()) {
    check_claims(set, library, report);
  }
}

} // namespace arnorm
