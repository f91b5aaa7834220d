// Columns on a screen.
#include <boost/test/unit_test.hpp>

#include "characters/display_width.h"

BOOST_AUTO_TEST_SUITE(display_width)

namespace {

std::size_t width(std::string_view text) { return arnorm::display_width(text); }

} // namespace

BOOST_AUTO_TEST_CASE(letters_are_one_column_wide_and_marks_none) {
  BOOST_TEST(width("abc") == 3u);
  BOOST_TEST(width("كتب") == 3u);
  BOOST_TEST(width("كَتَبَ") == 3u); // U+064E three times
  BOOST_TEST(width("") == 0u);
}

BOOST_AUTO_TEST_CASE(east_asian_letters_are_two_columns_wide_and_invisible_ones_none) {
  BOOST_TEST(width("中文") == 4u);
  BOOST_TEST(width("\u200F\u200C") == 0u);
  BOOST_TEST(arnorm::display_width(U'\n') == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
