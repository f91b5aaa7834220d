// Positions in lines, in the units that a client can ask for.
#include <random>

#include <boost/test/unit_test.hpp>

#include "tool/lsp/text_document.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(text_document)

namespace {

// U+0628 is two bytes and one unit of UTF-16, U+1EE01 is four bytes and two units.
const char *const text = "a\u0628\U0001EE01b\r\nsecond\rthird\n";

std::string words(Position position) {
  return std::to_string(position.line) + ":" + std::to_string(position.character);
}

} // namespace

BOOST_AUTO_TEST_CASE(each_unit_counts_a_line_in_its_way) {
  TextDocument document(text);
  BOOST_TEST(words(document.position(7, PositionUnit::utf8)) == "0:7");
  BOOST_TEST(words(document.position(7, PositionUnit::utf16)) == "0:4");
  BOOST_TEST(words(document.position(7, PositionUnit::utf32)) == "0:3");
  BOOST_TEST(document.offset({0, 7}, PositionUnit::utf8) == 7u);
  BOOST_TEST(document.offset({0, 4}, PositionUnit::utf16) == 7u);
  BOOST_TEST(document.offset({0, 3}, PositionUnit::utf32) == 7u);
}

BOOST_AUTO_TEST_CASE(a_position_within_a_character_is_its_beginning) {
  TextDocument document(text);
  BOOST_TEST(document.offset({0, 3}, PositionUnit::utf16) == 3u); // within the surrogate pair
  BOOST_TEST(document.offset({0, 2}, PositionUnit::utf8) == 1u);  // within U+0628
}

BOOST_AUTO_TEST_CASE(a_position_beyond_a_line_is_its_end) {
  TextDocument document(text);
  BOOST_TEST(document.offset({0, 99}, PositionUnit::utf16) == 8u); // before CR LF
  BOOST_TEST(document.offset({99, 0}, PositionUnit::utf16) == document.text().size());
  BOOST_TEST(words(document.position(9999, PositionUnit::utf16)) == "3:0");
  BOOST_TEST(words(document.position(9, PositionUnit::utf16)) == "0:5"); // within CR LF
}

BOOST_AUTO_TEST_CASE(lines_end_in_three_ways) {
  TextDocument document(text);
  BOOST_TEST(document.lines() == 4u);
  BOOST_TEST(document.offset({1, 0}, PositionUnit::utf8) == 10u);
  BOOST_TEST(document.offset({2, 0}, PositionUnit::utf8) == 17u);
  BOOST_TEST(document.line_begin(12) == 10u);
  BOOST_TEST(document.line_end(12) == 16u);
}

BOOST_AUTO_TEST_CASE(every_offset_survives_the_way_through_a_position) {
  TextDocument document(text);
  for (PositionUnit unit : {PositionUnit::utf8, PositionUnit::utf16, PositionUnit::utf32}) {
    for (std::size_t offset : {0u, 1u, 3u, 7u, 8u, 10u, 16u, 17u, 23u}) {
      BOOST_TEST(document.offset(document.position(offset, unit), unit) == offset);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_change_replaces_a_range) {
  TextDocument document("one\ntwo\n");
  document.replace(4, 7, "2\n3");
  BOOST_TEST(document.text() == "one\n2\n3\n");
  BOOST_TEST(document.lines() == 4u);
  document.replace(100, 3, "end");
  BOOST_TEST(document.text() == "one\n2\n3\nend");
}

// CR, LF and CR LF are made, joined and parted by what is replaced.
BOOST_AUTO_TEST_CASE(changes_find_the_lines_that_a_new_document_has) {
  std::mt19937 random(1);
  auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
  TextDocument document;
  for (int change = 0; change < 5000; ++change) {
    std::string part;
    for (std::size_t i = below(6); i > 0; --i) {
      part += "a\r\n"[below(3)];
    }
    std::size_t begin = below(document.text().size() + 1);
    document.replace(begin, begin + below(8), part);
    TextDocument fresh(document.text());
    BOOST_TEST_REQUIRE(document.lines() == fresh.lines());
    for (std::size_t line = 0; line < fresh.lines(); ++line) {
      Position start{line, 0};
      BOOST_TEST_REQUIRE(document.offset(start, PositionUnit::utf8) ==
                         fresh.offset(start, PositionUnit::utf8));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
