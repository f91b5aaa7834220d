// Offsets in other units, against a count from the beginning; on malformed texts too.
#include <boost/test/unit_test.hpp>

#include <random>

#include "arnorm/offsets.h"
#include "characters/utf.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(offsets)

namespace {

// Where each character begins, in bytes and in units, and the end.
struct Places {
  std::vector<std::size_t> bytes;
  std::vector<std::size_t> units;
};

Places places_of(std::string_view text, bool utf16) {
  Places places{{0}, {0}};
  for (std::size_t at = 0; at < text.size();) {
    Character c = first_character(text.substr(at));
    at += c.length;
    places.bytes.push_back(at);
    places.units.push_back(places.units.back() +
                           (utf16 && c.c != ill_formed && c.c > 0xFFFF ? 2 : 1));
  }
  return places;
}

// The number of the last place that is not after the offset, and of the first not before it.
std::size_t down(const std::vector<std::size_t> &places, std::size_t offset) {
  return static_cast<std::size_t>(std::upper_bound(places.begin(), places.end(), offset) -
                                  places.begin()) -
         1;
}
std::size_t up(const std::vector<std::size_t> &places, std::size_t offset) {
  auto at = std::lower_bound(places.begin(), places.end(), offset);
  return static_cast<std::size_t>((at == places.end() ? at - 1 : at) - places.begin());
}

void check(const OffsetIndex &index, const std::string &text, bool utf16, std::size_t begin,
           std::size_t end) {
  Places places = places_of(text, utf16);
  BOOST_REQUIRE_EQUAL(index.size(), places.units.back());
  BOOST_REQUIRE_EQUAL(index.from_bytes(begin), places.units[down(places.bytes, begin)]);
  BOOST_REQUIRE_EQUAL(index.to_bytes(begin), places.bytes[down(places.units, begin)]);
  auto moved = [&](const std::vector<std::size_t> &from, const std::vector<std::size_t> &to) {
    std::size_t first = to[down(from, begin)];
    return begin < end ? Range{first, to[up(from, end)]} : Range{first, first};
  };
  BOOST_REQUIRE(index.from_bytes(Range{begin, end}) == moved(places.bytes, places.units));
  BOOST_REQUIRE(index.to_bytes(Range{begin, end}) == moved(places.units, places.bytes));
}

std::string random_text(std::mt19937 &random, std::size_t max) {
  const char *parts[] = {"a",    "\u0628",   "\u064E", "\u4E2D",       "\U0001F600", "\xFF",
                         "\xD8", "\xE2\x80", "\x80",   "\xF0\x9F\x98", " "};
  std::string text;
  for (std::size_t count = random() % max; count > 0; --count) {
    text += parts[random() % std::size(parts)];
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_example) {
  std::string text = "a\U0001F600b";
  Utf16Index utf16(text);
  CodePointIndex code_points(text);
  BOOST_TEST(utf16.size() == 4);
  BOOST_TEST(utf16.from_bytes(5) == 3);
  BOOST_TEST(utf16.to_bytes(3) == 5);
  BOOST_TEST(utf16.to_bytes(2) == 1); // between the surrogates
  BOOST_CHECK((utf16.to_bytes(Range{0, 2}) == Range{0, 5}));
  BOOST_TEST(code_points.size() == 3);
  BOOST_TEST(code_points.to_bytes(2) == 5);
  BOOST_CHECK((code_points.from_bytes(Range{2, 3}) == Range{1, 2}));
}

BOOST_AUTO_TEST_CASE(an_ill_formed_sequence_is_one_character) {
  std::string text = "\xE2\x80"
                     "a\xFF\xFE";
  CodePointIndex index(text);
  BOOST_TEST(index.size() == 4);
  BOOST_TEST(index.from_bytes(2) == 1);
  BOOST_TEST(index.to_bytes(3) == 4);
  BOOST_CHECK((index.from_bytes(Range{1, 2}) == Range{0, 1}));
}

BOOST_AUTO_TEST_CASE(offsets_beyond_the_end_are_the_end) {
  for (const char *text : {"", "a", "\u0628"}) {
    Utf16Index index(text);
    std::size_t bytes = std::string_view(text).size();
    std::size_t far = static_cast<std::size_t>(-1);
    BOOST_TEST(index.from_bytes(far) == index.size());
    BOOST_TEST(index.to_bytes(far) == bytes);
    BOOST_CHECK((index.from_bytes(Range{far, 0}) == Range{index.size(), index.size()}));
    BOOST_CHECK((index.to_bytes(Range{0, far}) == Range{0, bytes}));
  }
}

BOOST_AUTO_TEST_CASE(all_offsets_of_random_texts) {
  std::mt19937 random(41);
  for (int i = 0; i < 300; ++i) {
    std::string text = random_text(random, i % 20 == 0 ? 1500 : 20);
    Utf16Index utf16(text);
    CodePointIndex code_points(text);
    for (int n = 0; n < 30; ++n) {
      std::size_t begin = random() % (text.size() + 3);
      std::size_t end = random() % (text.size() + 3);
      check(utf16, text, true, begin, end);
      check(code_points, text, false, begin, end);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
