#include <boost/test/unit_test.hpp>

#include "arnorm/arnorm.h"
#include "token_ranges.h"

using namespace arnorm;
using sqlite::TokenRanges;

namespace {

// A row through a chain, with ranges of its tokens.
struct Row {
  Row(std::string row, const char *chain) : text(std::move(row)) {
    Chain::load(chain)->apply(text, folded, map);
  }
  // What the range of a word of the folded text marks.
  std::string marked(std::string_view word) const {
    std::size_t at = folded.find(word);
    BOOST_REQUIRE(at != std::string::npos);
    return part(TokenRanges(text, map).next({at, at + word.size()}));
  }
  std::string part(Range range) const { return text.substr(range.begin, range.end - range.begin); }

  std::string text;
  std::string folded;
  Alignment map;
};

} // namespace

BOOST_AUTO_TEST_SUITE(token_ranges)

BOOST_AUTO_TEST_CASE(a_range_has_the_marks_of_its_last_letter) {
  BOOST_TEST(Row("قال مُحَمَّدٌ هنا", "search").marked("محمد") == "مُحَمَّدٌ");
  BOOST_TEST(Row("مُحَمَّدٌ", "search").marked("محمد") == "مُحَمَّدٌ");
  BOOST_TEST(Row("مُحَمَّدٌ،", "search").marked("محمد") == "مُحَمَّدٌ");
}

BOOST_AUTO_TEST_CASE(marks_that_stay_belong_to_their_letter) {
  Row row("مُحَمَّدٌ", "clean");
  BOOST_TEST(row.marked("م") == "مُ");
  BOOST_TEST(row.marked("د") == "دٌ");
}

BOOST_AUTO_TEST_CASE(deleted_tatweel_belongs_to_the_word_before_it) {
  BOOST_TEST(Row("مـــحمـــدٌـــ هنا", "search").marked("محمد") == "مـــحمـــدٌـــ");
  BOOST_TEST(Row("محمدـُـ", "search").marked("محمد") == "محمدـُـ");
  BOOST_TEST(Row("محمدـ", "clean").marked("محمد") == "محمد"); // `clean` keeps it
}

BOOST_AUTO_TEST_CASE(punctuation_that_is_deleted_is_not_marked) {
  BOOST_TEST(Row("محمد. هنا", "asr").marked("محمد") == "محمد");
}

BOOST_AUTO_TEST_CASE(ligatures_are_marked_as_a_whole) {
  BOOST_TEST(Row("سلام ﻻ", "search").marked("لا") == "لا");
  BOOST_TEST(Row("xﻻx", "search").marked("ل") == "ﻻ");
  BOOST_TEST(Row("xﻻx", "search").marked("ا") == "ﻻ");
}

BOOST_AUTO_TEST_CASE(words_of_one_character_do_not_overlap) {
  Row row("قال ﷺ و", "search");
  BOOST_TEST(row.folded == "قال صلي الله عليه وسلم و");
  TokenRanges ranges(row.text, row.map);
  std::string marked;
  std::size_t at = 0;
  while (at < row.folded.size()) {
    std::size_t end = std::min(row.folded.find(' ', at), row.folded.size());
    marked += "[" + row.part(ranges.next({at, end})) + "]";
    at = end + 1;
  }
  BOOST_TEST(marked == "[قال][ﷺ][][][][و]");
}

BOOST_AUTO_TEST_CASE(overlapping_tokens_may_share_a_character) {
  Row row("aﻻb", "search"); // "aلاb"
  TokenRanges ranges(row.text, row.map);
  BOOST_TEST(row.part(ranges.next({0, 3})) == "aﻻ");
  BOOST_TEST(row.part(ranges.next({1, 5})) == "ﻻ");
  BOOST_TEST(row.part(ranges.next({3, 6})) == "ﻻb");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_keep_their_places) {
  Row row("\xD9\xFF مُح\xF0\x9F", "search");
  BOOST_TEST(row.marked("مح") == "مُح");
  BOOST_TEST(row.marked("\xF0\x9F") == "\xF0\x9F");
}

BOOST_AUTO_TEST_CASE(an_empty_row_has_an_empty_range) {
  Row row("", "search");
  Range range = TokenRanges(row.text, row.map).next({0, 0});
  BOOST_TEST((range == Range{0, 0}));
}

// Quadratic time would take minutes.
BOOST_AUTO_TEST_CASE(a_letter_with_a_million_marks_takes_linear_time) {
  for (const char *mark : {"\u0301", "\U0001F1E6", "\u064E", "\u0640"}) {
    std::string text = "a";
    for (int i = 0; i < 50'000; ++i) {
      text += mark;
    }
    Row row(text + "b", "nfc");
    TokenRanges ranges(row.text, row.map);
    std::size_t last = 0;
    for (std::size_t at = 0; at + 6 < row.folded.size(); at += 2) {
      Range range = ranges.next({at, at + 6});
      BOOST_REQUIRE(range.begin >= last);
      last = range.begin;
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
