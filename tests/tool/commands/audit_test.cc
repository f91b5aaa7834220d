// `arnorm audit`, as a user runs it.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(audit, Shell)

BOOST_AUTO_TEST_CASE(a_chain) {
  std::string text = good("arnorm audit fold-alef");
  BOOST_TEST(contains(text, "idempotent: proved\n"));
  BOOST_TEST(contains(text, "  to U+0627 ALEF\n    U+0622 ALEF WITH MADDA ABOVE\n"));
  BOOST_TEST(contains(good("arnorm audit --json fold-alef"), "\"held\": \"proved\""));
  BOOST_TEST(contains(good("arnorm audit --html fold-alef"), "<li>  to U+0627 ALEF</li>"));
}

BOOST_AUTO_TEST_CASE(files) {
  write("a.txt", "\u0628\n\u06A9 \xFF\n");
  write("b.txt", "1\u0661\n");
  std::string text = good("arnorm audit search a.txt b.txt");
  BOOST_TEST(contains(text, "malformed bytes: 1, line a.txt:2\n"));
  BOOST_TEST(contains(text, "U+06A9 KEHEH, line a.txt:2\n"));
  BOOST_TEST(contains(text, "several systems: 1, line b.txt:1\n"));
  BOOST_TEST(run("arnorm audit --strict search a.txt").status == 1);
  BOOST_TEST(contains(good("printf '\u0628' | arnorm audit search -"), "nothing that does not"));
}

BOOST_AUTO_TEST_CASE(statuses) {
  BOOST_TEST(run("arnorm audit nothing-like-it").status == 2);
  write("a.txt", "\u0628\n");
  Result result = run("arnorm audit search none.txt a.txt");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(contains(result.out, "1 character, 1 line in 1 file\n"));
}

BOOST_AUTO_TEST_SUITE_END()
