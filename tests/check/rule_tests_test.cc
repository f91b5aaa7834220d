// The tests inside a rule file.
#include <boost/test/unit_test.hpp>

#include "check/rule_tests.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_tests)

namespace {

struct Run {
  explicit Run(const std::string &body) : parsed(rules(body)) {
    BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
    counts = run_tests(parsed.set, parsed.library, parsed.report);
    diagnostics = parsed.report.take();
  }
  // "passed/failed/expected failures codes"
  std::string shown() const {
    std::string out = std::to_string(counts.passed) + "/" + std::to_string(counts.failed) + "/" +
                      std::to_string(counts.expected_failures);
    for (const Diagnostic &d : diagnostics) {
      out += " " + to_string(d.code);
    }
    return out;
  }
  Parsed parsed;
  TestCounts counts;
  std::vector<Diagnostic> diagnostics;
};

const std::string one_row = "[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n";

std::string test(const std::string &from, const std::string &to, const std::string &more = "") {
  return "[[test]]\nfrom = '" + from + "'\nto = '" + to + "'\n" + more;
}

std::string ran(const std::string &body) { return Run(body).shown(); }

} // namespace

BOOST_AUTO_TEST_CASE(a_file_without_tests_passes) { BOOST_TEST(ran(one_row) == "0/0/0"); }

BOOST_AUTO_TEST_CASE(a_test_passes_or_fails) {
  BOOST_TEST(ran(one_row + test("xa", "xb")) == "1/0/0");
  BOOST_TEST(ran(one_row + test("xa", "xa")) == "0/1/0 AR0301");
}

BOOST_AUTO_TEST_CASE(empty_texts_are_tests_as_well) {
  BOOST_TEST(ran(one_row + test("", "")) == "1/0/0");
  BOOST_TEST(ran(one_row + test("", "x")) == "0/1/0 AR0301");
  BOOST_TEST(ran(one_row + test("x", "")) == "0/1/0 AR0301");
}

BOOST_AUTO_TEST_CASE(every_test_runs) {
  BOOST_TEST(ran(one_row + test("a", "a") + test("a", "b") + test("b", "a")) ==
             "1/2/0 AR0301 AR0301");
}

BOOST_AUTO_TEST_CASE(a_failure_is_shown_at_its_test) {
  Run run(one_row + test("a", "b") + test("aa", "ba"));
  BOOST_REQUIRE(run.diagnostics.size() == 1u);
  BOOST_TEST(run.diagnostics[0].place->line == 9u);
  BOOST_TEST(run.diagnostics[0].notes.size() >= 2u);
}

BOOST_AUTO_TEST_CASE(a_test_can_run_backwards) {
  BOOST_TEST(ran(one_row + test("b", "a", "direction = 'reverse'\n")) == "1/0/0");
  BOOST_TEST(ran(one_row + test("a", "b", "direction = 'reverse'\n")) == "0/1/0 AR0301");
}

BOOST_AUTO_TEST_CASE(a_test_of_both_directions_is_two) {
  BOOST_TEST(ran(one_row + test("a", "b", "direction = 'both'\n")) == "2/0/0");
  BOOST_TEST(ran(one_row + test("b", "b", "direction = 'both'\n")) == "1/1/0 AR0301");
}

BOOST_AUTO_TEST_CASE(a_test_that_says_it_fails_must_fail) {
  BOOST_TEST(ran(one_row + test("a", "x", "fails = 'why'\n")) == "0/0/1");
  BOOST_TEST(ran(one_row + test("a", "b", "fails = 'why'\n")) == "0/1/0 AR0302");
}

BOOST_AUTO_TEST_CASE(a_direction_that_the_set_lacks_is_an_error) {
  const std::string removal = "[[stage]]\nremove = '[a]'\n";
  BOOST_TEST(ran(removal + test("", "a", "direction = 'reverse'\n")) == "0/1/0 AR0303");
  BOOST_TEST(ran(removal + test("a", "", "direction = 'both'\n")) == "1/1/0 AR0303");
}

// The normalizations test that they do not change a text in reverse.
BOOST_AUTO_TEST_CASE(a_set_in_which_nothing_runs_backwards_changes_nothing_there) {
  const std::string removal = "[[stage]]\nremove = '[a]'\nonly = 'forward'\n";
  BOOST_TEST(ran(removal + test("a", "a", "direction = 'reverse'\n")) == "1/0/0");
}

BOOST_AUTO_TEST_CASE(the_tests_of_used_sets_do_not_run) {
  BOOST_TEST(ran("[[stage]]\nuse = 'search'\n" + test("x", "x")) == "1/0/0");
}

BOOST_AUTO_TEST_CASE(texts_are_not_changed_on_their_way) {
  BOOST_TEST(ran(one_row + "[[test]]\nfrom = \"\\u0000\\r\\n\\uFFFF a\"\n"
                           "to = \"\\u0000\\r\\n\\uFFFF b\"\n") == "1/0/0");
}

BOOST_AUTO_TEST_SUITE_END()
