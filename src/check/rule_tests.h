// Runs the tests inside a rule file.
#pragma once

#include "chain/compile.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

struct TestCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t expected_failures = 0; // tests that say `fails`, and do
};

// Reports AR0301 for a test that fails, AR0302 for one that passes though it says `fails`, AR0303
// for one in a direction that the set does not have.
TestCounts run_tests(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
