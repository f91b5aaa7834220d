// Whole words of a list, in pieces.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "characters/utf.h"
#include "rules/word_list.h"
#include "support/support.h"
#include "table/words_pass.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(words_pass)

namespace {

WordsStage stage_of(const std::string &file) {
  WordsStage stage;
  stage.list = std::make_shared<const WordList>(
      std::make_shared<Source>("words.tsv", file),
      static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n')));
  return stage;
}

std::string run(const WordsPass &pass, std::string_view text, std::size_t piece) {
  std::u32string in = to_utf32(text);
  std::u32string out;
  auto state = pass.start();
  for (std::size_t at = 0; at < in.size(); at += piece) {
    state->feed(std::u32string_view(in).substr(at, piece), false, out);
  }
  state->feed({}, true, out);
  return to_utf8(out);
}

void check(const std::string &file, std::string_view text, std::string_view wanted,
           bool turned = false) {
  WordsPass pass(stage_of(file), turned);
  for (std::size_t piece : {1U, 2U, 3U, 100U}) {
    BOOST_TEST(run(pass, text, piece) == wanted);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(whole_words_between_edges) {
  const std::string file = "ab\tX\nc\tY\n";
  check(file, "ab abc cab c, ab", "X abc cab Y, X");
  check(file, "ab\u0301 ab1 (ab)ab", "ab\u0301 X1 (X)X"); // a mark belongs to the word
  check(file,
        "ab\xFF"
        "c\nc",
        "X\xFFY\nY");
  check(file, "", "");
}

BOOST_AUTO_TEST_CASE(the_longest_of_several_words) {
  const std::string file = "a\t1\na b\t2\na b c\t3\nb\t4\n";
  check(file, "a b c a b a b d a", "3 2 2 d 1");
  check(file, "a b cc a  b", "2 cc 1  4");
  check(file, "a b ", "2 ");
}

BOOST_AUTO_TEST_CASE(words_with_edges_inside_and_at_the_ends) {
  const std::string file = "d'a\t1\n-x\t2\ny-\t3\n-\t4\n";
  check(file, "d'a d'aa -x a-x", "1 d'aa 2 a-x");
  check(file, "y- y-- y-z -- -", "3 34 y-z 44 4");
}

BOOST_AUTO_TEST_CASE(the_other_way) {
  check("a\tX Y\nb\tX\nc\tX\nd\t\n", "X Y X X", "a b b", true);
  check("a\tX Y\nb\tX\n", "X Yy", "b Yy", true);
}

BOOST_AUTO_TEST_CASE(matches_are_counted_and_listed) {
  WordsPass pass(stage_of("# names\nab\tXYZ\nc\t\n"), false);
  std::uint64_t count = 0;
  std::u32string out;
  pass.start_counting(count)->feed(U"ab c ab", true, out);
  BOOST_TEST(count == 3u);
  std::vector<WordsPass::Match> matches;
  out.clear();
  pass.start_listing(matches)->feed(U"  ab c", true, out);
  BOOST_TEST((out == U"  XYZ "));
  BOOST_REQUIRE_EQUAL(matches.size(), 2u);
  BOOST_TEST(matches[0].line == 8u);
  BOOST_TEST(matches[0].at == 2u);
  BOOST_TEST(matches[0].out_length == 3u);
  BOOST_TEST(matches[1].at == 5u);
  BOOST_TEST(matches[1].out == 6u);
}

BOOST_AUTO_TEST_CASE(a_text_may_be_cut_before_edges_that_are_in_no_word) {
  WordsPass single(stage_of("ab\tX\n"), false);
  BOOST_TEST(single.has_boundary_before(U' '));
  BOOST_TEST(!single.has_boundary_before(U'a'));
  BOOST_TEST(!single.has_boundary_before(U'z'));
  BOOST_TEST(single.is_like_edge(U'\n'));
  WordsPass several(stage_of("a b\tX\n"), false);
  BOOST_TEST(!several.has_boundary_before(U' '));
  BOOST_TEST(several.has_boundary_before(U'\n'));
}

// A text without an edge is not held, and not gone through again and again.
BOOST_AUTO_TEST_CASE(long_texts_without_edges) {
  WordsPass pass(stage_of("ab\tX\n"), false);
  auto state = pass.start();
  std::u32string out;
  for (int i = 0; i < 1000000; ++i) {
    state->feed(U"a", false, out);
  }
  BOOST_TEST(out.size() >= 1000000u - 3);
}

BOOST_AUTO_TEST_SUITE_END()
