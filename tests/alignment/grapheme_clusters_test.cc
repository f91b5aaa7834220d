// Clusters around a range, against those that utf8proc finds from the beginning of a text.
#include <boost/test/unit_test.hpp>

#include <random>

#include <utf8proc.h>

#include "arnorm/offsets.h"
#include "characters/utf.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(grapheme_clusters)

namespace {

// Where clusters begin, and the end.
std::vector<std::size_t> boundaries(std::string_view text) {
  std::vector<std::size_t> result{0};
  utf8proc_int32_t state = 0;
  char32_t before = ill_formed;
  for (std::size_t at = 0; at < text.size();) {
    Character c = first_character(text.substr(at));
    bool broken = before == ill_formed || c.c == ill_formed;
    state = broken ? 0 : state;
    if (at > 0 &&
        (broken || utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                                    static_cast<utf8proc_int32_t>(c.c), &state))) {
      result.push_back(at);
    }
    before = c.c;
    at += c.length;
  }
  if (!text.empty()) {
    result.push_back(text.size());
  }
  return result;
}

std::string spelled(std::string_view text) {
  std::string out;
  for (unsigned char byte : text) {
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
  }
  return out;
}

Range wanted(std::string_view text, Range range) {
  std::vector<std::size_t> places = boundaries(text);
  std::size_t begin = std::min(range.begin, text.size());
  std::size_t end = std::max(begin, std::min(range.end, text.size()));
  return {*(std::upper_bound(places.begin(), places.end(), begin) - 1),
          *std::lower_bound(places.begin(), places.end(), end)};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_letter_keeps_its_marks) {
  std::string text = "\u0645\u0650\u0635\u0652\u0631"; // MEEM KASRA SAD SUKUN REH
  BOOST_CHECK((whole_clusters(text, {0, 2}) == Range{0, 4}));
  BOOST_CHECK((whole_clusters(text, {2, 4}) == Range{0, 4}));
  BOOST_CHECK((whole_clusters(text, {3, 5}) == Range{0, 8}));
  BOOST_CHECK((whole_clusters(text, {4, 4}) == Range{4, 4}));
  BOOST_CHECK((whole_clusters(text, {2, 2}) == Range{0, 4}));
}

BOOST_AUTO_TEST_CASE(empty_texts_and_offsets_beyond_the_end) {
  std::size_t far = static_cast<std::size_t>(-1);
  BOOST_CHECK((whole_clusters("", {0, 0}) == Range{0, 0}));
  BOOST_CHECK((whole_clusters("", {5, far}) == Range{0, 0}));
  BOOST_CHECK((whole_clusters("ab", {1, 1}) == Range{1, 1}));
  BOOST_CHECK((whole_clusters("ab", {1, far}) == Range{1, 2}));
  BOOST_CHECK((whole_clusters("ab", {far, 0}) == Range{2, 2}));
}

BOOST_AUTO_TEST_CASE(all_ranges_of_random_texts) {
  const char *parts[] = {"a",          "\u0628",     "\u064E", "\u0651",     "\U0001F1E6",
                         "\U0001F1E7", "\U0001F469", "\u200D", "\U0001F3FD", "\r",
                         "\n",         "\u0600",     "\xFF",   "\xE2\x80",   "\x80",
                         "\u0903",     "\u1100",     "\u1161", "\u0915",     "\u094D"};
  std::mt19937 random(42);
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t count = random() % 9; count > 0; --count) {
      text += parts[random() % std::size(parts)];
    }
    for (std::size_t begin = 0; begin <= text.size() + 1; ++begin) {
      for (std::size_t end = begin; end <= text.size() + 1; ++end) {
        Range got = whole_clusters(text, {begin, end});
        Range right = wanted(text, {begin, end});
        BOOST_REQUIRE_MESSAGE(got == right, spelled(text) << ": " << begin << "-" << end << " is "
                                                          << got.begin << "-" << got.end << ", not "
                                                          << right.begin << "-" << right.end);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
