// Tables of letters as rule files.
#include <boost/test/unit_test.hpp>

#include "import/letter_table.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(letter_table)

namespace {

std::string imported(const std::string &text, Report &report) {
  return import_letters(std::make_shared<Source>("letters.tsv", text), "letters", "letters.tsv",
                        report);
}

std::string good(const std::string &text) {
  Report report;
  std::string rules = imported(text, report);
  BOOST_TEST(codes(report) == "");
  BOOST_TEST(codes(rules) == "");
  return rules;
}

std::string errors_of(const std::string &text) {
  Report report;
  BOOST_TEST(imported(text, report) == "");
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(rows_with_their_notes) {
  std::string rules = good("# vowels\n\u064E\ta\tFATHA\nU+0628 U+0651\tbb\r\n\n\u062B\tth\n");
  BOOST_TEST(arnorm::test::apply(rules, "\u062B\u064E\u0628\u0651") == "thabb");
  BOOST_TEST(rules.find("  # vowels\n") != std::string::npos);
  BOOST_TEST(rules.find("# FATHA\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_is_special) {
  std::string rules = good("$[a]\t$1 (b)\n.\\\t'\"\n");
  BOOST_TEST(arnorm::test::apply(rules, "$[a].\\") == "$1 (b)'\"");
}

BOOST_AUTO_TEST_CASE(errors) {
  BOOST_TEST(errors_of("a b\n") == "AR0506");
  BOOST_TEST(errors_of("a\tb\tc\td\n") == "AR0506");
  BOOST_TEST(errors_of("\tb\n") == "AR0506");
  BOOST_TEST(errors_of("a\tb\na\tc\n") == "AR0506");
  BOOST_TEST(errors_of("# none\n") == "AR0506");
  BOOST_TEST(errors_of("a b\nc d\n") == "AR0506 AR0506");
  BOOST_TEST(errors_of("a\t\xFF\n") == "AR0001");
}

BOOST_AUTO_TEST_SUITE_END()
