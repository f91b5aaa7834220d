// When there is a warning and, above all, when there is none. The wording is in
// tests/data/diagnostics.
#include <boost/test/unit_test.hpp>

#include "check/warnings.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(warnings)

namespace {

const std::string arabic_to_latin = "scripts = { from = \"Arab\", to = \"Latn\" }\n";
const std::string a_test = "[[test]]\nfrom = 'x'\nto = 'x'\n";

// The codes of warnings about the text of a rule file without the first two lines.
std::string warned(const std::string &text) {
  Parsed parsed(rules(text));
  BOOST_REQUIRE_MESSAGE(parsed.set, text);
  Report report;
  check_for_slips(*parsed.set, parsed.library, report);
  BOOST_TEST(!report.has_errors());
  return codes(report);
}

std::string warned_row(const std::string &row) {
  return warned(arabic_to_latin + "[[stage]]\ntable = [" + row + "]\n" + a_test);
}

} // namespace

BOOST_AUTO_TEST_CASE(letters_of_another_script) {
  BOOST_TEST(warned_row("{ from = '\u0628', to = 'b' }") == "");
  BOOST_TEST(warned_row("{ from = '\u0628', to = '\u0431' }") == "AR0218");
  BOOST_TEST(warned_row("{ from = '\u05D1', to = 'b' }") == "AR0218");
  for (const char *row : {
           "{ from = '\u0639', to = '\u02BF' }",       // shared
           "{ from = '\u063A', to = '\u03B2\u03B8' }", // of the phonetic alphabet
           "{ from = '\u0628', to = '\\u0431' }",      // an escape
           "{ from = '\\u05D1', to = 'b' }",           // likewise
           "{ from = '[\u05D0-\u05EA]', to = 'x' }",   // a set says what it means
           "{ from = '1', to = '\u0661' }",            // no letters
           "{ from = '\u060C', to = ',' }",
       }) {
    BOOST_TEST_CONTEXT(row) { BOOST_TEST(warned_row(row) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(rows_that_lead_the_wrong_way) {
  BOOST_TEST(warned_row("{ from = 'b', to = '\u0628' }") == "AR0216");
  BOOST_TEST(warned_row("{ from = 'b', to = '\u0628' }, { from = 't', to = '\u062A' }") ==
             "AR0216");
  BOOST_TEST(warned_row("{ from = 'b', to = '\u0628' }, { from = '\u062A', to = 't' }") == "");
  BOOST_TEST(warned_row("{ from = '\u062A', to = '1' }") == "");
  BOOST_TEST(warned_row("{ from = '\u0628', to = 'b' }, "
                        "{ from = '\u067E', to = 'p', only = 'reverse' }") == "AR0216");
  BOOST_TEST(warned_row("{ from = '\u0628', to = 'b' }, "
                        "{ from = 'p', to = '\u067E', only = 'reverse' }") == "");
}

BOOST_AUTO_TEST_CASE(what_never_runs) {
  std::string row = "table = [{ from = 'a', to = 'b', only = 'reverse' }]\n";
  BOOST_TEST(warned("[[stage]]\nonly = 'forward'\n" + row + a_test) == "AR0215");
  BOOST_TEST(warned("[[stage]]\nonly = 'reverse'\n" + row + a_test) == "");
  BOOST_TEST(warned("[[stage]]\nonly = 'reverse'\nuse = 'clean'\n" + a_test) == "AR0215");
  BOOST_TEST(warned("[[stage]]\nonly = 'forward'\nuse = 'clean'\n" + a_test) == "");
  BOOST_TEST(warned("[[stage]]\nonly = 'reverse'\nuse = 'buckwalter'\n" + a_test) == "");
  BOOST_TEST(warned("[[stage]]\nonly = 'reverse'\nremove = '[a]'\n" + a_test) == "");
}

BOOST_AUTO_TEST_CASE(tests_and_sets) {
  std::string stage = "[[stage]]\nform = 'NFC'\n";
  BOOST_TEST(warned(stage) == "AR0220");
  BOOST_TEST(warned(stage + a_test) == "");
  BOOST_TEST(warned(stage + a_test + a_test) == "AR0221");
  BOOST_TEST(warned(stage + a_test + "[[test]]\nfrom = 'x'\nto = 'y'\nfails = 'because'\n") == "");
  BOOST_TEST(warned(stage + a_test + a_test + "direction = 'reverse'\n") == "");
  BOOST_TEST(warned("[sets]\na = '[x]'\n" + stage + a_test) == "AR0222");
  BOOST_TEST(warned("[sets]\na = '[x]'\nb = '[$a y]'\n[[stage]]\nremove = '$b'\n" + a_test) == "");
  BOOST_TEST(warned("include = ['arabic']\n" + stage + a_test) == "");
}

BOOST_AUTO_TEST_SUITE_END()
