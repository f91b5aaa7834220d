// Runs the tests inside a rule file.
#pragma once

#include <string>
#include <vector>

#include "chain/compile.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// A test without `fails` whose result is not the expected one.
struct FailedTest {
  const RuleTest *test; // lives as long as the set
  Direction direction;
  std::string got;
  bool engines_agree; // otherwise arnorm has an error
};

struct TestCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t expected_failures = 0; // tests with `fails` that fail
  std::vector<FailedTest> failures = {};
};

// Reports AR0301 for a test that fails, AR0302 for a test with `fails` that passes, AR0303 for a
// test in a direction in which the set cannot run, and AR0304 for what is marked as untested and is
// fired by a test.
TestCounts run_tests(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
