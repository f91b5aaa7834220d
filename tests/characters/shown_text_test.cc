// Letters beside their code points, and isolated pieces.
#include <boost/test/unit_test.hpp>

#include "characters/shown_text.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(shown_text)

BOOST_AUTO_TEST_CASE(letters_stand_beside_their_code_points) {
  BOOST_TEST(with_code_points(U"\u0629") == "ة (U+0629 TEH MARBUTA)");
  BOOST_TEST(with_code_points(U"al-") == "al-");
  BOOST_TEST(with_code_points(U"") == "nothing");
  BOOST_TEST(with_code_points(U"\u1E6F") == "ṯ (U+1E6F)");
  BOOST_TEST(with_code_points(U" ") == "  (U+0020 SPACE)");
}

BOOST_AUTO_TEST_CASE(a_mark_is_on_a_circle_and_a_control_is_not_printed) {
  BOOST_TEST(with_code_points(U"\u064E") == "\u25CC\u064E (U+064E FATHA)");
  BOOST_TEST(with_code_points(U"\u200F") == "\uFFFD (U+200F RIGHT-TO-LEFT MARK)");
}

BOOST_AUTO_TEST_CASE(not_more_than_eight_code_points_are_named) {
  BOOST_TEST(code_points_beside(std::u32string(9, U'\u0628')).ends_with("BEH, ..."));
  BOOST_TEST(!code_points_beside(std::u32string(8, U'\u0628')).ends_with("..."));
}

BOOST_AUTO_TEST_CASE(right_to_left_pieces_are_isolated) {
  const std::string open = "\u2068";
  const std::string close = "\u2069";
  BOOST_TEST(isolate_right_to_left("abc 1: x") == "abc 1: x");
  BOOST_TEST(isolate_right_to_left("a كَتب b") == "a " + open + "كَتب" + close + " b");
  BOOST_TEST(isolate_right_to_left("كتب، كتاب: 12, a") == open + "كتب، كتاب" + close + ": 12, a");
  BOOST_TEST(isolate_right_to_left("\"ت\" -> \"t\"") == "\"" + open + "ت" + close + "\" -> \"t\"");
  BOOST_TEST(isolate_right_to_left("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
