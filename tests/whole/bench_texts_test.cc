// The texts of the benchmarks are what their names say.
#include <boost/test/unit_test.hpp>

#include <set>
#include <sstream>

#include "arnorm/arnorm.h"
#include "text/new_words.h"
#include "text/prose.h"
#include "text/text.h"

using namespace arnorm;
using namespace arnorm::bench;

BOOST_AUTO_TEST_SUITE(bench_texts)

namespace {

constexpr std::size_t size = 200'000;

std::string nfc(const std::string &text) { return Chain::load("nfc")->apply(text); }

std::size_t count(const std::string &text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++n;
  }
  return n;
}

std::set<std::string> different_words(const std::string &text, std::size_t &total) {
  std::istringstream words(text);
  std::set<std::string> different;
  std::string word;
  for (total = 0; words >> word; ++total) {
    different.insert(word.substr(0, word.find_first_of(".:!")));
  }
  return different;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_text_consists_of_whole_lines_and_has_the_size_asked_for) {
  for (Kind kind : kinds) {
    std::string text = make_text(kind, size);
    BOOST_TEST(text.size() >= size, name(kind));
    BOOST_TEST(text.size() < size + 4096, name(kind));
    BOOST_TEST((text.back() == '\n'), name(kind));
    BOOST_TEST((make_text(kind, size) == text), name(kind));
  }
}

BOOST_AUTO_TEST_CASE(the_prose_has_several_pages_in_which_every_shadda_is_before_its_vowel) {
  BOOST_TEST(prose().size() > 25'000);
  BOOST_TEST(count(prose(), "\u0651\u064E") > 100); // shadda, fatha
  for (const char *vowel : {"\u064B", "\u064C", "\u064D", "\u064E", "\u064F", "\u0650"}) {
    BOOST_TEST(count(prose(), vowel + std::string("\u0651")) == 0);
  }
}

BOOST_AUTO_TEST_CASE(texts_in_nfc_are_the_typed_ones_in_nfc) {
  for (auto [typed, composed] :
       {std::pair(Kind::prose, Kind::prose_c), std::pair(Kind::vocalized, Kind::vocalized_c)}) {
    std::string text = make_text(typed, size);
    BOOST_TEST((nfc(text) != text), name(typed));
    BOOST_TEST((nfc(text) == nfc(make_text(composed, text.size()))), name(composed));
    BOOST_TEST((nfc(make_text(composed, size)) == make_text(composed, size)), name(composed));
  }
  BOOST_TEST((shadda_first(vowel_first(prose())) == prose()));
}

BOOST_AUTO_TEST_CASE(unvocalized_prose_is_the_prose_without_its_marks) {
  BOOST_TEST((without_marks(prose()) == Chain::load("strip-tashkeel")->apply(prose())));
}

BOOST_AUTO_TEST_CASE(words_that_never_repeat_do_not) {
  std::size_t total = 0;
  auto words = different_words(make_text(Kind::new_words, size), total);
  // A comma, U+060C, is part of a word here.
  BOOST_TEST(words.size() == total);
  BOOST_TEST(total > 5'000);
}

BOOST_AUTO_TEST_CASE(words_of_language_repeat_as_heaps_law_has_it) {
  std::size_t total = 0;
  auto words = different_words(make_text(Kind::language, 1'000'000), total);
  double share = static_cast<double>(words.size()) / static_cast<double>(total);
  BOOST_TEST(share > 0.2);
  BOOST_TEST(share < 0.35);
}

BOOST_AUTO_TEST_CASE(new_words_are_vocalized_and_have_shadda_before_its_vowel) {
  std::string text = make_text(Kind::new_words, size);
  BOOST_TEST(without_marks(text).size() < 0.7 * static_cast<double>(text.size()));
  BOOST_TEST((shadda_first(text) == text));
  BOOST_TEST((nfc(text) != text));
}

BOOST_AUTO_TEST_SUITE_END()
