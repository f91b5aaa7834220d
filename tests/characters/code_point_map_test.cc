#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

#include "characters/code_point_map.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(code_point_map)

BOOST_AUTO_TEST_CASE(everything_is_0_at_first) {
  CodePointMap map;
  for (char32_t c :
       {U'\0', U'a', U'\u0628', char32_t{0xD800}, char32_t{0x10FFFF}, CodePointSet::edge}) {
    BOOST_TEST(map[c] == 0u);
  }
}

BOOST_AUTO_TEST_CASE(ranges_end_where_they_end) {
  CodePointMap map;
  map.set({0x600, 0x6FF}, 7); // a page
  map.set({0x5FF, 0x5FF}, 1); // the last of one
  map.set({0x700, 0x700}, 2); // the first of one
  map.set({0x650, 0x652}, 3); // within
  map.set({0x6FE, 0x901}, 4); // from one to another
  BOOST_TEST(map[0x5FE] == 0u);
  BOOST_TEST(map[0x5FF] == 1u);
  BOOST_TEST(map[0x600] == 7u);
  BOOST_TEST(map[0x64F] == 7u);
  BOOST_TEST(map[0x650] == 3u);
  BOOST_TEST(map[0x653] == 7u);
  BOOST_TEST(map[0x6FD] == 7u);
  BOOST_TEST(map[0x6FE] == 4u);
  BOOST_TEST(map[0x700] == 4u);
  BOOST_TEST(map[0x901] == 4u);
  BOOST_TEST(map[0x902] == 0u);
}

BOOST_AUTO_TEST_CASE(pages_of_one_value_are_shared_until_one_changes) {
  CodePointMap map;
  map.set({0, CodePointSet::edge}, 5);
  std::size_t bytes = map.bytes();
  map.set({0x4E2D, 0x4E2D}, 6);
  BOOST_TEST(map[0x4E2D] == 6u);
  BOOST_TEST(map[0x4E2E] == 5u);
  BOOST_TEST(map[0x5E2D] == 5u);
  BOOST_TEST(map[CodePointSet::edge] == 5u);
  BOOST_TEST(bytes < 64'000u);
}

BOOST_AUTO_TEST_CASE(random_ranges) {
  std::mt19937 random(1);
  CodePointMap map;
  std::vector<std::uint16_t> wanted(CodePointSet::edge + 1);
  for (int i = 0; i < 300; ++i) {
    std::uniform_int_distribution<char32_t> pick(0, i % 2 == 0 ? 0x1000 : CodePointSet::edge);
    char32_t a = pick(random);
    char32_t b = std::min<char32_t>(CodePointSet::edge, a + pick(random) % 700);
    auto value = static_cast<std::uint16_t>(random());
    map.set({a, b}, value);
    std::fill(wanted.begin() + a, wanted.begin() + b + 1, value);
  }
  bool same = true;
  for (char32_t c = 0; c <= CodePointSet::edge; ++c) {
    same = same && map[c] == wanted[c];
  }
  BOOST_TEST(same);
  std::size_t bytes = map.bytes();
  map.shrink();
  BOOST_TEST(map.bytes() < bytes);
  for (char32_t c = 0; c <= CodePointSet::edge; ++c) {
    same = same && map[c] == wanted[c];
  }
  BOOST_TEST(same);
}

BOOST_AUTO_TEST_CASE(equal_pages_are_stored_once) {
  CodePointMap map;
  for (char32_t c = 0x1000; c < CodePointSet::edge; c += 64) {
    map.set({c, c + 9}, 1);
  }
  map.shrink();
  BOOST_TEST(map[0x1009] == 1u);
  BOOST_TEST(map[0x10FFCA] == 0u);
  BOOST_TEST(map.bytes() < 2'000u);
}

BOOST_AUTO_TEST_SUITE_END()
