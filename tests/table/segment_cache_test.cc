#include <boost/test/unit_test.hpp>

#include "table/segment_cache.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(segment_cache)

namespace {

constexpr std::size_t plenty = 1 << 20;

// What is known of a segment; "?" for nothing.
std::string known(const SegmentCache &cache, std::string_view segment, std::uint32_t state = 0,
                  bool ends = true) {
  SegmentCache::Result result;
  return cache.find(state, segment, ends, result)
             ? std::string(result.text) + ">" + std::to_string(result.next)
             : "?";
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_is_known_at_first) {
  SegmentCache cache(plenty);
  BOOST_TEST(known(cache, "a") == "?");
  BOOST_TEST(known(cache, "0123456789ABCDEF") == "?");
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_known) {
  SegmentCache cache(plenty);
  for (std::size_t length = 0; length <= SegmentCache::max_segment; ++length) {
    std::string segment(length, 'x');
    cache.keep(0, segment, true, {7, segment + "!"});
    BOOST_TEST(known(cache, segment) == segment + "!>7");
  }
}

BOOST_AUTO_TEST_CASE(a_result_may_be_empty) {
  SegmentCache cache(plenty);
  cache.keep(0, "ab", true, {0, ""});
  BOOST_TEST(known(cache, "ab") == ">0");
}

BOOST_AUTO_TEST_CASE(a_long_segment_and_a_long_result_are_not_kept) {
  SegmentCache cache(plenty);
  cache.keep(0, "ab", true, {0, std::string(SegmentCache::max_result + 1, 'x')});
  BOOST_TEST(known(cache, "ab") == "?");
  std::string segment(SegmentCache::max_segment + 1, 'x');
  cache.keep(0, segment, true, {0, ""});
  BOOST_TEST(known(cache, segment) == "?");
}

BOOST_AUTO_TEST_CASE(states_and_ends_of_texts_are_told_apart) {
  SegmentCache cache(plenty);
  cache.keep(0, "ab", true, {1, "end"});
  cache.keep(0, "ab", false, {2, "more"});
  cache.keep(1, "ab", false, {3, "other"});
  BOOST_TEST(known(cache, "ab", 0, true) == "end>1");
  BOOST_TEST(known(cache, "ab", 0, false) == "more>2");
  BOOST_TEST(known(cache, "ab", 1, false) == "other>3");
  BOOST_TEST(known(cache, "ab", 1, true) == "?");
}

// Segments that differ in any one byte.
BOOST_AUTO_TEST_CASE(no_segment_is_taken_for_another) {
  SegmentCache cache(plenty);
  std::vector<std::string> segments;
  for (std::size_t length = 1; length <= SegmentCache::max_segment; ++length) {
    for (std::size_t i = 0; i < length; ++i) {
      segments.push_back(std::string(length, 'x'));
      segments.back()[i] = 'y';
    }
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    BOOST_REQUIRE(known(cache, segments[i]) == "?");
    cache.keep(0, segments[i], true, {static_cast<std::uint32_t>(i), ""});
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    BOOST_REQUIRE_EQUAL(known(cache, segments[i]), ">" + std::to_string(i));
  }
}

// A text of such segments would otherwise take the square of its length.
BOOST_AUTO_TEST_CASE(segments_with_one_place_are_looked_for_in_few) {
  constexpr std::uint64_t low_bits = std::uint64_t{0xFFF}
                                     << 20; // more slots than 1000 segments need
  SegmentCache cache(plenty);
  std::vector<std::string> segments;
  for (std::size_t i = 0; segments.size() < 1000; ++i) {
    std::string segment = std::to_string(i);
    if ((SegmentCache::hash_of(0, segment, true) & low_bits) == 0) {
      segments.push_back(segment);
      cache.keep(0, segment, true, {0, segment});
    }
  }
  std::size_t kept = 0;
  for (const std::string &segment : segments) {
    std::string result = known(cache, segment);
    BOOST_REQUIRE((result == "?" || result == segment + ">0"));
    kept += result == "?" ? 0 : 1;
  }
  BOOST_TEST(kept == SegmentCache::max_places);
  cache.keep(0, "another", true, {0, "x"});
  BOOST_TEST(known(cache, "another") == "x>0");
}

// Nearly all segments of other texts are kept.
BOOST_AUTO_TEST_CASE(segments_that_are_spread_are_kept) {
  SegmentCache cache(plenty);
  std::size_t kept = 0;
  for (int i = 0; i < 20000; ++i) {
    cache.keep(0, std::to_string(i), true, {0, "x"});
  }
  for (int i = 0; i < 20000; ++i) {
    kept += known(cache, std::to_string(i)) == "?" ? 0 : 1;
  }
  BOOST_TEST(kept > 19990u);
}

BOOST_AUTO_TEST_CASE(a_full_cache_is_emptied) {
  SegmentCache cache(1000);
  cache.keep(0, "first", true, {0, "1"});
  for (int i = 0; i < 1000; ++i) {
    std::string segment = std::to_string(i);
    cache.keep(0, segment, true, {0, segment});
    BOOST_TEST(known(cache, segment) == segment + ">0");
  }
  BOOST_TEST(known(cache, "first") == "?");
  cache.clear();
  BOOST_TEST(known(cache, "999") == "?");
}

BOOST_AUTO_TEST_SUITE_END()
