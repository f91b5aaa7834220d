// Backslash escapes of patterns and replacements.
#include <boost/test/unit_test.hpp>

#include "characters/utf.h"
#include "parse/escape.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(escape)

namespace {

// Reads the escape at the beginning of a text, given as a literal TOML string.
struct Read {
  explicit Read(const std::string &text, std::size_t at = 0)
      : node(toml_value("'" + text + "'")), escape(read_escape(node, at, report)),
        diagnostics(report.take()) {}

  std::string code() const { return diagnostics.size() == 1 ? to_string(diagnostics[0].code) : ""; }
  // The text in the file to which the error points.
  std::string at() const {
    const Place &place = *diagnostics.at(0).place;
    return to_utf8(to_utf32(place.text).substr(place.column - 1, place.length));
  }

  Report report;
  Node node;
  Escape escape;
  std::vector<Diagnostic> diagnostics;
};

void check_good(const std::string &text, char32_t wanted) {
  Read read(text + "z");
  BOOST_TEST(read.diagnostics.empty());
  BOOST_TEST((read.escape.c == wanted));
  BOOST_TEST(read.escape.length == text.size());
}

} // namespace

BOOST_AUTO_TEST_CASE(numbers_have_three_forms) {
  check_good("\\u064E", U'\u064E');
  check_good("\\u{64E}", U'\u064E');
  check_good("\\U0000064e", U'\u064E');
  check_good("\\u{1F600}", U'\U0001F600');
  check_good("\\U0001F600", U'\U0001F600');
}

BOOST_AUTO_TEST_CASE(a_number_takes_no_more_digits_than_its_form) {
  Read read("\\u004161");
  BOOST_TEST((read.escape.c == U'A'));
  BOOST_TEST(read.escape.length == 6u);
}

BOOST_AUTO_TEST_CASE(the_ends_of_unicode_are_characters) {
  check_good("\\u0000", 0);
  check_good("\\u{0}", 0);
  check_good("\\u{10FFFF}", 0x10FFFF);
  check_good("\\uFFFF", 0xFFFF);
  check_good("\\u{000000041}", U'A');
}

BOOST_AUTO_TEST_CASE(a_name_is_a_character) {
  check_good("\\N{ARABIC FATHA}", U'\u064E');
  check_good("\\N{GRINNING FACE}", U'\U0001F600');
}

BOOST_AUTO_TEST_CASE(a_sign_stands_for_itself) {
  for (char sign : std::string("[](){}?*+|^$\\ -.,_")) {
    check_good(std::string("\\") + sign, static_cast<char32_t>(sign));
  }
}

BOOST_AUTO_TEST_CASE(a_character_beyond_ascii_stands_for_itself) {
  check_good("\\\u0628", U'\u0628');
  check_good("\\\U0001F600", U'\U0001F600');
}

BOOST_AUTO_TEST_CASE(a_letter_or_digit_is_no_escape) {
  for (const char *text : {"\\a", "\\n", "\\Z", "\\0", "\\9", "\\p{L}", "\\x41"}) {
    Read read(text);
    BOOST_TEST(read.code() == "AR0111");
    BOOST_TEST(!read.escape.c.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_backslash_at_the_end_is_no_escape) {
  Read read("a\\", 1);
  BOOST_TEST(read.code() == "AR0111");
  BOOST_TEST(read.escape.length == 1u);
  BOOST_TEST(read.at() == "\\");
}

BOOST_AUTO_TEST_CASE(a_number_without_its_digits_is_no_escape) {
  for (const char *text : {"\\u", "\\u064", "\\u064z", "\\U0001F60", "\\u{}", "\\u{", "\\u{64",
                           "\\u{6 4}", "\\u{-1}", "\\u{+1}", "\\u{0x41}", "\\u+041", "\\uz"}) {
    Read read(text);
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(read.code() == "AR0111"); }
  }
}

BOOST_AUTO_TEST_CASE(a_number_beyond_unicode_is_no_escape) {
  for (const char *text : {"\\u{110000}", "\\U00110000", "\\UFFFFFFFF", "\\u{100000041}",
                           "\\u{FFFFFFFFFFFFFFFFFFFF}"}) {
    BOOST_TEST(Read(text).code() == "AR0111");
  }
}

BOOST_AUTO_TEST_CASE(a_surrogate_is_no_character) {
  for (const char *text : {"\\uD800", "\\uDFFF", "\\u{DC80}", "\\U0000DBFF"}) {
    Read read(text);
    BOOST_TEST(read.code() == "AR0112");
    BOOST_TEST(!read.escape.c.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_surrogate_by_name_is_no_character) {
  for (const char *text : {"\\N{<trail surrogate-DC80>}", "\\N{<lead surrogate-D800>}"}) {
    BOOST_TEST(!Read(text).escape.c.has_value());
    BOOST_TEST(Read(text).code() != "");
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_no_character) {
  for (const char *text : {"\\N{}", "\\N{ARABIC LETTER NOPE}", "\\N{\u0628}"}) {
    BOOST_TEST(Read(text).code() == "AR0113");
  }
}

BOOST_AUTO_TEST_CASE(a_name_without_braces_is_no_escape) {
  for (const char *text : {"\\N", "\\N{ARABIC FATHA", "\\NARABIC", "\\N\u0628"}) {
    BOOST_TEST(Read(text).code() == "AR0111");
  }
}

BOOST_AUTO_TEST_CASE(an_error_points_at_the_escape) {
  BOOST_TEST(Read("ab\\u{D800}c", 2).at() == "\\u{D800}");
  BOOST_TEST(Read("\u0628\\N{NOPE}c", 2).at() == "\\N{NOPE}");
  BOOST_TEST(Read("ab\\qc", 2).at() == "\\q");
}

BOOST_AUTO_TEST_CASE(an_error_takes_no_part_of_a_character) {
  for (const char *text : {"\\u6\u0628\u0628", "\\u\u0628\u0628\u0628",
                           "\\Na\u0628\u0628\u0628\u0628", "\\U\U0001F600\U0001F600a"}) {
    Read read(text);
    BOOST_TEST(read.code() == "AR0111");
    BOOST_TEST(find_malformed(read.diagnostics.at(0).message) == std::string_view::npos);
    BOOST_TEST(sequence_length(std::string(text).substr(read.escape.length) + "z") > 0u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
