// Which rows of a rule file its tests fire.
#include <boost/test/unit_test.hpp>

#include "check/test_coverage.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(test_coverage)

namespace {

// The hits of each row: "1 0 2", with "!" for one that says why no test fires it.
std::string covered(const std::string &body) {
  Parsed parsed(rules(body));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  std::string out;
  for (const CoveredRow &row : coverage_of_tests(parsed.set, parsed.library)) {
    out += (out.empty() ? "" : " ") + std::to_string(row.hits) + (row.untested.empty() ? "" : "!");
  }
  return out;
}

std::string test(const std::string &from, const std::string &to, const std::string &more = "") {
  return "[[test]]\nfrom = '" + from + "'\nto = '" + to + "'\n" + more;
}

std::string table(const std::string &rows) { return "[[stage]]\ntable = [" + rows + "]\n"; }

const std::string a_and_b = table("{ from = 'a', to = 'x' }, { from = 'b', to = 'y' }");

std::string untested_codes(const std::string &body) {
  Parsed parsed(rules(body));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  Report report;
  check_untested(parsed.set, parsed.library, report);
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(each_row_has_the_hits_of_all_tests) {
  BOOST_TEST(covered(a_and_b) == "0 0");
  BOOST_TEST(covered(a_and_b + test("aa", "xx") + test("a", "x")) == "3 0");
  BOOST_TEST(covered("[[stage]]\nform = 'NFC'\n" + test("a", "a")) == "");
}

BOOST_AUTO_TEST_CASE(letters_are_counted_one_by_one) {
  BOOST_TEST(covered(table("{ letters = 'abc', to = 'xyz' }") + test("ca", "zx")) == "1 0 1");
  BOOST_TEST(covered(table("{ letters = 'ab', to = 'xy' }") +
                     test("y", "b", "direction = 'reverse'\n")) == "0 1");
}

BOOST_AUTO_TEST_CASE(both_directions_count) {
  BOOST_TEST(covered(a_and_b + test("a", "x", "direction = 'both'\n") +
                     test("y", "b", "direction = 'reverse'\n")) == "2 1");
  BOOST_TEST(covered(table("{ from = 'a', to = 'x', only = 'forward' }, "
                           "{ from = 'q', to = 'a', only = 'reverse' }") +
                     test("q", "a", "direction = 'reverse'\n")) == "0 1");
}

BOOST_AUTO_TEST_CASE(expected_failures_do_not_count) {
  BOOST_TEST(covered(a_and_b + test("a", "z", "fails = 'no'\n")) == "0 0");
}

BOOST_AUTO_TEST_CASE(rows_of_other_files_do_not_count) {
  BOOST_TEST(covered("[[stage]]\nuse = 'buckwalter'\n" + a_and_b + test("b", "y")) == "0 1");
  BOOST_TEST(covered("extends = 'fold-wasla'\noverride = [{ from = 'ٱ', to = 'x' }]\n" + a_and_b +
                     test("ٱ", "x")) == "1 0 0");
}

BOOST_AUTO_TEST_CASE(what_is_marked_as_untested_must_not_be_fired) {
  std::string row = table("{ from = 'a', to = 'x', untested = 'why' }");
  BOOST_TEST(covered(row) == "0!");
  BOOST_TEST(untested_codes(row + test("b", "b")) == "");
  BOOST_TEST(untested_codes(row + test("a", "x")) == "AR0304");
  std::string letters = table("{ letters = 'ab', to = 'xy', untested = 'why' }");
  BOOST_TEST(untested_codes(letters + test("a", "x")) == "");
  BOOST_TEST(untested_codes(letters + test("ba", "yx")) == "AR0304");
}

BOOST_AUTO_TEST_CASE(words_are_rows_of_the_set_that_names_their_file) {
  TemporaryFolder folder;
  folder.write("names.tsv", "# names\none\tuno\ntwo\tdue\n");
  auto hits = [&](const std::string &more) {
    folder.write("mine.toml",
                 "format = 1\nname = \"mine\"\n[[stage]]\nwords = 'names.tsv'\n" + more);
    RuleLibrary library({});
    Report report;
    RuleSetPtr set = library.load(folder.path() + "/mine.toml", {}, report);
    BOOST_REQUIRE_EQUAL(codes(report), "");
    check_untested(set, library, report);
    std::string out = codes(report);
    for (const CoveredRow &row : coverage_of_tests(set, library)) {
      out += " " + std::to_string(row.hits) + (row.untested.empty() ? "" : "!");
    }
    return out;
  };
  BOOST_TEST(hits(test("two two", "due due")) == " 0 2");
  BOOST_TEST(hits(test("uno", "one", "direction = 'reverse'\n")) == " 1 0");
  std::string marked = "untested = 'another set does'\n";
  BOOST_TEST(hits(marked + test("two", "due")) == " 0! 1!");
  BOOST_TEST(hits(marked + test("one two", "uno due")) == "AR0304 1! 1!");
}

BOOST_AUTO_TEST_CASE(a_set_that_cannot_run_backwards_has_the_hits_of_the_other_direction) {
  BOOST_TEST(covered(a_and_b + "[[stage]]\nremove = 'z'\n" +
                     test("a", "x", "direction = 'both'\n")) == "1 0");
}

BOOST_AUTO_TEST_SUITE_END()
