#include "check/check_rules.h"

#include "chain/compile.h"
#include "chain/layout.h"
#include "check/icu_loops.h"
#include "check/unreachable_rows.h"
#include "check/warnings.h"
#include "rules/masked_rows.h"
#include "stages/icu_rules.h"

namespace arnorm {
namespace {

// A table may need more stand-ins than ICU has. ICU itself is not asked: it takes long for large
// tables, which it never runs unless it is told to, and whatever else it would refuse is a bug in
// arnorm rather than an error of the rule file.
void check_for_icu(const std::vector<Step> &steps, Report &report) {
  for (const Step &step : steps) {
    if (std::holds_alternative<TableStage>(step.stage->what)) {
      icu_links(step, report);
    }
  }
}

enum class AskIcu { yes, no };

// What keeps the set from running.
void check_running(const RuleSetPtr &set, RuleLibrary &library, AskIcu ask, Report &report) {
  if (report.has_errors()) {
    return;
  }
  std::vector<Step> steps;
  lay_out(set, Direction::forward, library, steps, report);
  if (ask == AskIcu::yes) {
    check_for_icu(steps, report);
  }
  if (CompiledChain::build(steps, report)) {
    check_icu_loops(steps, report);
  }
}

void check_for_warnings(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  if (!report.has_errors()) {
    check_for_slips(*set, library, report);
    check_reachable(set, library, report);
  }
}

} // namespace

std::vector<HeldClaim> check_rules(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  check_meaning(
      *set, report); // repeated for a file, but reported once; loading skips it for built-in sets
  check_running(set, library, AskIcu::yes, report);
  std::vector<HeldClaim> held;
  if (!report.has_errors()) {
    held = check_claims(set, library, report);
  }
  check_for_warnings(set, library, report);
  return held;
}

void check_without_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  check_running(set, library, AskIcu::no, report);
  check_for_warnings(set, library, report);
}

} // namespace arnorm
