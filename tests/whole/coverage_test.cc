// Each row of the rule files that ship is fired by a test of its own file, or says why not.
#include <boost/test/unit_test.hpp>

#include "check/test_coverage.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(each_shipped_row_is_fired_by_a_test_or_says_why_not) {
  std::size_t rows = 0;
  std::size_t untested = 0;
  for (const std::string &name : some_when_sanitized(shipped())) {
    RuleLibrary library({});
    Report report;
    RuleSetPtr set = library.load(name, {}, report);
    BOOST_REQUIRE_MESSAGE(set, name);
    for (const CoveredRow &row : coverage_of_tests(set, library)) {
      const Source &file = *row.place.source;
      BOOST_TEST(!row.is_missed(), file.name() << ":" << file.line_of(row.place.begin)
                                               << ": no test of " << name << " fires this row");
      ++rows;
      untested += row.hits == 0 ? 1 : 0;
    }
  }
  BOOST_TEST(rows > untested * 2); // most rows are tested
}

BOOST_AUTO_TEST_SUITE_END()
