// Words in a list, found by their hash.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "characters/utf.h"
#include "rules/word_index.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(word_index)

namespace {

WordList list_of(const std::string &text, std::size_t size) {
  return WordList(std::make_shared<Source>("words.tsv", text), size);
}

std::string found(const WordList &list, const WordIndex &index, std::string_view word) {
  std::u32string characters = to_utf32(word);
  WordHash hash = index.hash();
  for (char32_t c : characters) {
    hash.add(c);
  }
  auto offset = index.find(hash.value(), characters);
  if (!offset) {
    return "-";
  }
  WordLine line = list.line_at(*offset);
  return fmt::format("{}|{}|{}", line.from, line.to, line.note);
}

} // namespace

BOOST_AUTO_TEST_CASE(lines_are_read_with_and_without_notes_and_carriage_returns) {
  WordList list = list_of("# a comment\n\nab\tx\r\na b\ty z\tnote\nc\t", 3);
  WordIndex index(list, false);
  BOOST_TEST(found(list, index, "ab") == "ab|x|");
  BOOST_TEST(found(list, index, "a b") == "a b|y z|note");
  BOOST_TEST(found(list, index, "c") == "c||");
  for (const char *other : {"a", "b", "abx", "ab\tx", "x", "# a comment", "a b\ty", ""}) {
    BOOST_TEST(found(list, index, other) == "-", other);
  }
}

BOOST_AUTO_TEST_CASE(the_other_column_and_the_first_of_several_lines) {
  WordList list = list_of("a\tx\nb\tx\na\ty\r\n", 3);
  std::vector<WordIndex::Repeated> repeated;
  BOOST_TEST(found(list, WordIndex(list, false, &repeated), "a") == "a|x|");
  BOOST_REQUIRE_EQUAL(repeated.size(), 1u);
  BOOST_TEST(repeated[0].first == 0u);
  BOOST_TEST(repeated[0].second == 8u);
  BOOST_TEST(found(list, WordIndex(list, true), "x") == "a|x|");
  BOOST_TEST(found(list, WordIndex(list, true), "y") == "a|y|");
}

// Even if the hashes are equal, as they may be.
BOOST_AUTO_TEST_CASE(the_end_of_a_line_is_no_part_of_a_word) {
  WordList list = list_of("a\tx\r\nb\ty\n", 2);
  WordIndex index(list, true);
  for (auto [word, more] : {std::pair(U'x', U"x\r"), {U'x', U"x\r\n"}, {U'y', U"y\n"}}) {
    WordHash hash = index.hash();
    hash.add(word);
    BOOST_TEST(index.find(hash.value(), std::u32string{word}).has_value());
    BOOST_TEST(!index.find(hash.value(), more).has_value());
  }
}

// All of them are tried, so that some hashes agree in the bits that are kept.
BOOST_AUTO_TEST_CASE(words_that_are_beginnings_of_each_other) {
  std::string text;
  for (std::size_t i = 2; i <= 400; i += 2) {
    text += std::string(i, 'a') + "\tx\n" + std::string(i, 'b') + "\xC3\xA4\ty\r\n";
  }
  WordList list = list_of(text, 400);
  WordIndex index(list, false);
  for (std::size_t i = 1; i <= 400; ++i) {
    std::string word(i, 'a');
    BOOST_REQUIRE_EQUAL(found(list, index, word), i % 2 == 0 ? word + "|x|" : "-");
    word = std::string(i, 'b');
    BOOST_REQUIRE_EQUAL(found(list, index, word), "-");
    word += "\xC3\xA4";
    BOOST_REQUIRE_EQUAL(found(list, index, word), i % 2 == 0 ? word + "|y|" : "-");
  }
}

BOOST_AUTO_TEST_CASE(many_words) {
  std::string text;
  constexpr std::size_t count = 100000;
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("{0}\t{0}x\n", i * 7);
  }
  WordList list = list_of(text, count);
  WordIndex index(list, false);
  BOOST_TEST(index.bytes() + text.size() <= 2 * text.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::string word = std::to_string(i);
    BOOST_REQUIRE_EQUAL(found(list, index, word), i % 7 == 0 ? fmt::format("{0}|{0}x|", i) : "-");
  }
}

// All words of four letters whose hashes begin alike for one seed, so that an index with this seed
// would look at every one of them for the last one.
BOOST_AUTO_TEST_CASE(words_that_are_chosen_for_a_hash_are_spread) {
  constexpr std::size_t letters = 28;
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < letters * letters * letters * letters; ++i) {
    WordHash hash(0);
    std::string word;
    for (std::size_t rest = i, n = 0; n < 4; ++n, rest /= letters) {
      word += static_cast<char>('A' + rest % letters);
      hash.add(static_cast<char32_t>(word.back()));
    }
    if (hash.value() >> 56 == 0) {
      text += word + "\tx\n";
      ++count;
    }
  }
  WordList list = list_of(text, count);
  BOOST_REQUIRE_GE(count, 2000u);
  BOOST_TEST(WordIndex(list, false).longest_search() < 200u);
}

BOOST_AUTO_TEST_SUITE_END()
