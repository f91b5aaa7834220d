// Code points spelled out, and near names.
#include <boost/test/unit_test.hpp>

#include "characters/names.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(a_letter_is_spelled_without_arabic_letter) {
  BOOST_TEST(spell(U'\u0629') == "U+0629 TEH MARBUTA");
}

BOOST_AUTO_TEST_CASE(a_mark_is_spelled_without_arabic) {
  BOOST_TEST(spell(U'\u064E') == "U+064E FATHA");
}

BOOST_AUTO_TEST_CASE(only_a_whole_word_is_left_out) {
  BOOST_TEST(spell(U'\u0660') == "U+0660 ARABIC-INDIC DIGIT ZERO");
}

BOOST_AUTO_TEST_CASE(other_scripts_keep_their_names) {
  BOOST_TEST(spell(U'A') == "U+0041 LATIN CAPITAL LETTER A");
}

BOOST_AUTO_TEST_CASE(what_has_no_name_is_spelled_all_the_same) {
  BOOST_TEST(spell(U'\n').starts_with("U+000A"));
  BOOST_TEST(spell(U'\uFFFF').starts_with("U+FFFF"));
  BOOST_TEST(spell(char32_t{0x110000}) == "U+110000");
}

BOOST_AUTO_TEST_CASE(a_code_point_has_at_least_four_digits) {
  BOOST_TEST(hex_name(0) == "U+0000");
  BOOST_TEST(hex_name(0x64E) == "U+064E");
  BOOST_TEST(hex_name(0x1F600) == "U+1F600");
  BOOST_TEST(hex_name(0x10FFFF) == "U+10FFFF");
}

BOOST_AUTO_TEST_CASE(a_text_is_spelled_with_commas) {
  BOOST_TEST(spell(U"") == "");
  BOOST_TEST(spell(U"\u0629\u0650") == "U+0629 TEH MARBUTA, U+0650 KASRA");
}

BOOST_AUTO_TEST_CASE(eight_code_points_are_spelled_and_no_more) {
  std::string eight = spell(U"\u064E\u064E\u064E\u064E\u064E\u064E\u064E\u064E");
  BOOST_TEST(eight.ends_with("FATHA"));
  std::string nine = spell(U"\u064E\u064E\u064E\u064E\u064E\u064E\u064E\u064E\u064E");
  BOOST_TEST(nine == eight + ", ...");
}

BOOST_AUTO_TEST_CASE(only_what_deceives_is_spelled) {
  BOOST_TEST(spell_bidi("abc [x]") == "");
  BOOST_TEST(spell_bidi("") == "");
  BOOST_TEST(spell_bidi("a \u0628 b") == "U+0628 BEH");
  BOOST_TEST(spell_bidi("e\u0301") == "U+0301 COMBINING ACUTE ACCENT");
  BOOST_TEST(spell_bidi("a\u200Db") == "U+200D ZERO WIDTH JOINER");
}

BOOST_AUTO_TEST_CASE(a_terminal_gets_no_controls) {
  BOOST_TEST(sanitize_for_terminal("a\t\u0628") == "a\t\u0628");
  BOOST_TEST(sanitize_for_terminal("\x1B[1m\n\u202E\xFF") == "\uFFFD[1m\uFFFD\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(a_character_is_found_by_its_name) {
  BOOST_TEST((code_point_named("ARABIC LETTER BEH") == U'\u0628'));
  BOOST_TEST((code_point_named("GRINNING FACE") == U'\U0001F600'));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_finds_nothing) {
  BOOST_TEST(!code_point_named(""));
  BOOST_TEST(!code_point_named("ARABIC LETTER"));
  BOOST_TEST(!code_point_named("ARABIC LETTER BEH "));
  BOOST_TEST(!code_point_named(std::string(5000, 'A')));
  BOOST_TEST(!code_point_named("\u0628"));
}

BOOST_AUTO_TEST_CASE(the_nearest_name_wins) {
  const std::vector<std::string> names{"buckwalter", "iso-233", "search"};
  BOOST_TEST(nearest("serch", names) == "search");
  BOOST_TEST(nearest("buckwlater", names) == "buckwalter");
  BOOST_TEST(nearest("iso233", names) == "iso-233");
}

BOOST_AUTO_TEST_CASE(the_word_itself_is_nearest) {
  BOOST_TEST(nearest("ab", std::vector<std::string>{"aa", "ab", "ac"}) == "ab");
}

BOOST_AUTO_TEST_CASE(a_far_name_is_none) {
  const std::vector<std::string> names{"buckwalter", "search"};
  BOOST_TEST(nearest("fold-alef", names) == "");
  BOOST_TEST(nearest("x", names) == "");
  BOOST_TEST(nearest("search", {}) == "");
}

BOOST_AUTO_TEST_CASE(hostile_names_are_not_compared) {
  std::string longest(64, 'a');
  std::string longer(65, 'a');
  BOOST_TEST(nearest(longest, std::vector<std::string>{longest}) == longest);
  BOOST_TEST(nearest(longer, std::vector<std::string>{longer}) == "");
  BOOST_TEST(nearest(longest, std::vector<std::string>{longer}) == "");
}

BOOST_AUTO_TEST_CASE(no_question_is_asked_without_a_near_name) {
  const std::vector<std::string> names{"search"};
  BOOST_TEST(did_you_mean("serch", names).find("`search`") != std::string::npos);
  BOOST_TEST(did_you_mean("buckwalter", names) == "");
}

BOOST_AUTO_TEST_SUITE_END()
