// What is refused in a pattern or a replacement because it looks like something else, and what must
// not be: the wording is in tests/data/diagnostics.
#include <boost/test/unit_test.hpp>

#include "parse/pattern_slips.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(pattern_slips)

namespace {

std::string slips(const std::string &toml, bool in_context = false) {
  Node node = toml_value(toml);
  Report report;
  bool any = report_pattern_slips(node, in_context, report);
  BOOST_TEST(any == report.has_errors());
  return codes(report);
}

std::string in_single(const std::string &pattern, bool in_context = false) {
  return slips("'" + pattern + "'", in_context);
}

std::string in_to(const std::string &text) {
  Node node = toml_value("'" + text + "'");
  Report report;
  report_replacement_slips(node, report);
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(spaces_between_characters) {
  for (const char *text : {"a b", "ab cd", " a", "a ", " a ", "a  b", "[x] a b", "(a b)", "a\tb",
                           "\u0628 \u062A", "\u0628\u064E \u062A", "x? a b", "$name a b"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == "AR0150"); }
  }
}

BOOST_AUTO_TEST_CASE(spaces_that_are_layout) {
  for (const char *text : {"($consonant) $shadda",
                           "\\u064F \u0648",
                           "\u0648 \\u064F",
                           "a [b]",
                           "[a] b",
                           " [a] ",
                           "a? b",
                           "a{1, 2} b",
                           "$a b",
                           "a $b",
                           "a\\ b",
                           "a\\  b",
                           "[a b]",
                           "[a b ]",
                           "\\N{ARABIC FATHA} a",
                           "a (b)",
                           "(a) b",
                           "\\u{64E} a",
                           "\\U0000064E a",
                           "\\[ a",
                           "",
                           " "}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == ""); }
  }
  BOOST_TEST(slips("'''\na\nb\n'''") == "");
}

BOOST_AUTO_TEST_CASE(a_space_written_as_an_escape_of_toml_is_ignored_too) {
  BOOST_TEST(slips("\"a\\u0020[b]\"") == "AR0150");
  BOOST_TEST(slips("\"a\\\\ b\"") == "");
  BOOST_TEST(slips("\"\\u064F \\u0648\"") == "");
}

BOOST_AUTO_TEST_CASE(separators_within_sets) {
  for (const char *text :
       {"[a|b]", "[a,b]", "[a, b]", "[\u0627\u060C\u0628]", "[\\u0041,\\u0042]", "[[a],[b]]",
        "[$a,$b]", "[\\p{L},\\p{M}]", "[[:L:],[:M:]]", "[^a|b]", "[a-z,0-9]"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == "AR0151"); }
  }
  for (const char *text : {"[,]", "[|]", "[.,;:]", "[,a]", "[a,]", "[a\\,b]", "[a\\|b]",
                           "[\u060C\u061B]", "[0-9.,]", "[!,?]", "[a-z]", "[^,|]"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(regular_expressions) {
  for (const char *text : {"\\d", "\\w", "\\s", "\\b", "\\1", "\\x41", "[\\d]", "[\\w]", "[\\s]",
                           "[\\b]", "[a\\1]", "[\\q]", "a\\D", "[^\\W]"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == "AR0111"); }
  }
  for (const char *text :
       {"a(?=b)", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?:a)", "(?i)a", "(?P<n>a)"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == "AR0120"); }
  }
  BOOST_TEST(in_single("a.") == "AR0152");
  BOOST_TEST(slips("\".\"") == "AR0152");
  BOOST_TEST(in_single("a$") == "AR0110");
  BOOST_TEST(in_single("^a") == "AR0118");
  for (const char *text :
       {"\\.", "[.]", "[a.b]", "\\$", "\\^", "\\\\d", "[\\\\d]", "[\\x41]", "(a)?"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_single(text) == ""); }
  }
  BOOST_TEST(slips("\"\\\\.\"") == "");
  BOOST_TEST(slips("\"\\u002E\"") == "");
}

BOOST_AUTO_TEST_CASE(edge_is_a_context) {
  BOOST_TEST(in_single("$edge") == "AR0122");
  BOOST_TEST(in_single("($edge)a") == "AR0122");
  BOOST_TEST(in_single("$edge a", true) == "");
  BOOST_TEST(in_single("a $edge", true) == "");
  BOOST_TEST(in_single("$edges") == "");
}

BOOST_AUTO_TEST_CASE(marks_that_were_copied) {
  BOOST_TEST(in_single("\u25CC\u064E") == "AR0155");
  BOOST_TEST(in_single("[\u25CC\u064E \u25CC\u064F]") == "AR0155 AR0155");
  BOOST_TEST(in_single("\u25CC") == "");
  BOOST_TEST(in_single("[\u25CC]") == "");
  BOOST_TEST(in_single("\\u25CC\u064E") == "");
  BOOST_TEST(in_single("[\u0627\u0654]") == "AR0125");
  BOOST_TEST(in_single("[a\u0301]") == "AR0125");
  BOOST_TEST(in_single("[\u0627 \u0654]") == "");
  BOOST_TEST(in_single("[\u0627\\u0654]") == "");
  BOOST_TEST(in_single("[\u0628\u064E]") == "");
}

BOOST_AUTO_TEST_CASE(patterns_in_replacements) {
  for (const char *text :
       {"[ab]", "x[a-z]y", "(a|b)", "(a)?", "(a)*", "a{2}", "a{1,2}", "\\\\[ab]"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_to(text) == "AR0153"); }
  }
  BOOST_TEST(in_to("\\1") == "AR0111");
  for (const char *text :
       {"[",   "]", "[]",  "\\[ab]", "\\[ab\\]", "(a)",     "($1)", "(sun)", "?",  "a?",
        "a|b", "{", "{2}", "a{b}",   "a\\{2}",   "\\(a|b)", "a.",   "$1$2",  "$$", ""}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(in_to(text) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(hostile_texts_end_soon) {
  BOOST_TEST(in_single(std::string(200000, '[')) == "");
  BOOST_TEST(in_single(std::string(200000, '(')) == "");
  BOOST_TEST(in_single(std::string(200000, '.')) != "");
  BOOST_TEST(in_single(std::string(100000, '{')) == "");
  BOOST_TEST(in_single("\\") == "");
  BOOST_TEST(in_single("[\\") == "");
  BOOST_TEST(in_single("\\u") == "");
  BOOST_TEST(in_single("[[:") == "");
}

BOOST_AUTO_TEST_SUITE_END()
