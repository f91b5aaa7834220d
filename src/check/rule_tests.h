// Runs the tests inside a rule file.
#pragma once

#include "chain/compile.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

struct TestCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t expected_failures = 0; // tests with `fails` that fail
};

// Reports AR0301 for a test that fails, AR0302 for a test with `fails` that passes, and AR0303 for
// a test in a direction in which the set cannot run.
TestCounts run_tests(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
