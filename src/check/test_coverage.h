// Which rows of a rule file the tests in the file fire.
//
// An example. The file has the rows
//
//   { from = "ب", to = "b" },
//   { letters = "تث", to = "tT" },
//   { from = "ڤ", to = "v", untested = "no text has been found" },
//
// and one test, from "بت" to "bt". Its rows are four, because each letter of `letters` is one: the
// first two are fired once each, the third is not, and the last says why it is not.
//
// Rows count for the file that they are written in. Those of a set that is used or extended belong
// to its own tests, and so are the words of a file of words those of the set that names it. A row
// counts in either direction. Tests with `fails` do not count, because nothing says that what they
// do is right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "rules/rule_set.h"

namespace arnorm {

// A row, a letter of a row of `letters`, or a word.
struct CoveredRow {
  Span place;
  Span whole;                      // the row of a letter, otherwise the same
  std::string untested;            // the reason that the file states
  std::uint64_t hits = 0;          // by all tests
  const RuleTest *first = nullptr; // the first test that fires it; lives as long as the set

  bool is_missed() const { return hits == 0 && untested.empty(); }
};

// In the order of the file, words after the rows. Empty for a set that cannot run, which is not
// reported.
std::vector<CoveredRow> coverage_of_tests(const RuleSetPtr &set, RuleLibrary &library);

// Reports AR0304 for a row with `untested` that a test fires. Of a row of letters, or of the words
// of a stage, some may be fired, but not all.
void check_untested(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
