// Places in the text of a rule file.
#include <boost/test/unit_test.hpp>

#include "diagnostics/source.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(source)

namespace {

std::shared_ptr<const Source> text(std::string text) {
  return std::make_shared<Source>("f.toml", std::move(text));
}

Place place(const std::string &all, std::size_t begin, std::size_t end) {
  return place_of({text(all), begin, end});
}

} // namespace

BOOST_AUTO_TEST_CASE(an_empty_source_has_one_empty_line) {
  auto s = text("");
  BOOST_TEST(s->line_of(0) == 1u);
  BOOST_TEST(s->line(1) == "");
  BOOST_TEST(s->offset(1, 1) == 0u);
}

// zlib's format: "a\nbc" and "\uFEFFd\nef" without compression.
constexpr std::string_view block("\x78\x01\x01\x0b\x00\xf4\xff"
                                 "a\nbc\xEF\xBB\xBF"
                                 "d\nef",
                                 18);

BOOST_AUTO_TEST_CASE(a_packed_text_is_unpacked_when_first_needed) {
  Source s("f.toml", PackedText{block, 0, 4});
  BOOST_TEST(s.text() == "a\nbc");
  BOOST_TEST(s.bytes_before() == 0u);
  BOOST_TEST(s.line(2) == "bc");
  BOOST_TEST(s.column_of(3) == 2u);
}

BOOST_AUTO_TEST_CASE(a_packed_text_may_begin_within_its_block) {
  Source s("f.toml", PackedText{block, 4, 7});
  BOOST_TEST(s.line_of(2) == 2u);
  BOOST_TEST(s.text() == "d\nef");
  BOOST_TEST(s.bytes_before() == 3u);
}

BOOST_AUTO_TEST_CASE(columns_count_code_points) {
  auto s = text("\u0627\u0628c\nx");
  BOOST_TEST(s->offset(1, 1) == 0u);
  BOOST_TEST(s->offset(1, 2) == 2u);
  BOOST_TEST(s->offset(1, 3) == 4u);
  BOOST_TEST(s->offset(2, 1) == 6u);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_not_there_is_the_end) {
  auto s = text("a\nb");
  BOOST_TEST(s->offset(0, 1) == 3u);
  BOOST_TEST(s->offset(3, 1) == 3u);
  BOOST_TEST(s->offset(2, 99) == 3u);
}

BOOST_AUTO_TEST_CASE(a_line_feed_belongs_to_the_line_that_it_ends) {
  auto s = text("a\n\nb");
  BOOST_TEST(s->line_of(0) == 1u);
  BOOST_TEST(s->line_of(1) == 1u);
  BOOST_TEST(s->line_of(2) == 2u);
  BOOST_TEST(s->line_of(3) == 3u);
  BOOST_TEST(s->line_of(4) == 3u);
}

BOOST_AUTO_TEST_CASE(a_line_has_no_end_in_it) {
  auto s = text("a\r\nb\n\r\nc\rd");
  BOOST_TEST(s->line(1) == "a");
  BOOST_TEST(s->line(2) == "b");
  BOOST_TEST(s->line(3) == "");
  BOOST_TEST(s->line(4) == "c\rd");
}

BOOST_AUTO_TEST_CASE(a_line_feed_at_the_end_begins_an_empty_line) {
  auto s = text("a\n");
  BOOST_TEST(s->line_of(2) == 2u);
  BOOST_TEST(s->line(2) == "");
}

BOOST_AUTO_TEST_CASE(a_place_is_what_users_see) {
  Place p = place("one\nfrom = \u0628\u064E x\n", 11, 15);
  BOOST_TEST(p.file == "f.toml");
  BOOST_TEST(p.line == 2u);
  BOOST_TEST(p.column == 8u);
  BOOST_TEST(p.length == 2u);
  BOOST_TEST(p.text == "from = \u0628\u064E x");
}

BOOST_AUTO_TEST_CASE(arabic_before_a_place_counts_by_code_points) {
  BOOST_TEST(place("\u0627\u0628\u062A x", 7, 8).column == 5u);
}

BOOST_AUTO_TEST_CASE(a_place_of_no_length_has_one_column) {
  BOOST_TEST(place("ab", 1, 1).length == 1u);
  BOOST_TEST(place("", 0, 0).length == 1u);
}

BOOST_AUTO_TEST_CASE(a_place_over_several_lines_is_shown_by_its_first) {
  Place p = place("ab\ncd\nef", 1, 8);
  BOOST_TEST(p.line == 1u);
  BOOST_TEST(p.column == 2u);
  BOOST_TEST(p.length == 1u);
  BOOST_TEST(p.text == "ab");
}

BOOST_AUTO_TEST_CASE(a_place_at_the_end_of_a_line_is_behind_it) {
  for (const char *all : {"ab\ncd", "ab\r\ncd"}) {
    Place p = place(all, 2, 3);
    BOOST_TEST(p.line == 1u);
    BOOST_TEST(p.column == 3u);
    BOOST_TEST(p.length == 1u);
    BOOST_TEST(p.text == "ab");
  }
}

BOOST_AUTO_TEST_CASE(a_place_at_the_end_of_the_file_is_in_its_last_line) {
  BOOST_TEST(place("ab\n", 3, 3).line == 2u);
  BOOST_TEST(place("ab", 2, 2).column == 3u);
}

BOOST_AUTO_TEST_CASE(a_label_of_its_own_is_kept) {
  BOOST_TEST(place_of({text("\u0628"), 0, 2}, "here").label == "here");
}

BOOST_AUTO_TEST_CASE(what_a_caret_cannot_point_at_is_spelled) {
  BOOST_TEST(place("\u0628", 0, 2).label == "U+0628 BEH");
  BOOST_TEST(place("b", 0, 1).label == "");
}

BOOST_AUTO_TEST_CASE(a_long_line_is_quoted_around_the_place) {
  std::string line;
  for (int i = 0; i < 1000; ++i) {
    line += i == 500 ? "X" : "\u0628";
  }
  std::size_t at = line.find('X');
  Place p = place("one\n" + line + "\n", 4 + at, 4 + at + 1);
  BOOST_TEST(p.column == 501u);
  BOOST_TEST(p.skipped == 420u);
  BOOST_TEST(p.cut);
  BOOST_TEST(p.text.find('X') == 2 * 80u);
  BOOST_TEST(p.text.size() == 2 * 159u + 1);
  Place last = place(line, line.size(), line.size());
  BOOST_TEST(last.skipped == 920u);
  BOOST_TEST(!last.cut);
  BOOST_TEST(!place(line.substr(0, 320), 0, 2).cut);
  BOOST_TEST(place(line, 0, line.size()).length == 1000u);
}

BOOST_AUTO_TEST_CASE(a_hidden_source_is_not_quoted) {
  auto s = text("secret");
  s->hide();
  Place p = place_of({s, 1, 2}, "U+0065");
  BOOST_TEST(p.hidden);
  BOOST_TEST(p.text == "");
  BOOST_TEST(p.column == 2u);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_has_no_column) {
  Place p = place("\uFEFFname = 1", 0, 4);
  BOOST_TEST(p.column == 1u);
  BOOST_TEST(p.text == "name = 1");
}

BOOST_AUTO_TEST_CASE(a_whole_file_has_no_line) {
  BOOST_TEST(whole_file("f.toml").line == 0u);
  BOOST_TEST(whole_file("f.toml").file == "f.toml");
}

BOOST_AUTO_TEST_SUITE_END()
