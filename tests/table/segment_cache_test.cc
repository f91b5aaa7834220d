#include <boost/test/unit_test.hpp>

#include "table/segment_cache.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(segment_cache)

namespace {

// What is known of a segment; "?" for nothing.
std::string known(const SegmentCache &cache, std::string_view segment) {
  std::string out;
  return cache.append(segment, out) ? out : "?";
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_is_known_at_first) {
  SegmentCache cache;
  BOOST_TEST(known(cache, "a") == "?");
  BOOST_TEST(known(cache, "0123456789ABCDEF") == "?");
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_known) {
  SegmentCache cache;
  for (std::size_t length = 1; length <= SegmentCache::longest; ++length) {
    std::string segment = std::string("0123456789ABCDEF").substr(0, length);
    cache.keep(segment, segment + "!");
    BOOST_TEST(known(cache, segment) == segment + "!");
  }
}

BOOST_AUTO_TEST_CASE(a_result_may_be_empty) {
  SegmentCache cache;
  cache.keep("ab", "");
  BOOST_TEST(known(cache, "ab") == "");
}

BOOST_AUTO_TEST_CASE(a_long_result_is_not_kept) {
  SegmentCache cache;
  cache.keep("ab", std::string(200, 'x'));
  BOOST_TEST(known(cache, "ab") == "?");
}

// However the places are shared, no segment is taken for another one.
BOOST_AUTO_TEST_CASE(no_segment_is_taken_for_another) {
  SegmentCache cache;
  for (int i = 0; i < 5000; ++i) {
    std::string segment = std::to_string(i * 7919);
    cache.keep(segment, "<" + segment + ">");
  }
  int found = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string segment = std::to_string(i * 7919);
    std::string result = known(cache, segment);
    BOOST_TEST((result == "?" || result == "<" + segment + ">"));
    found += result == "?" ? 0 : 1;
  }
  BOOST_TEST(found > 200);
}

BOOST_AUTO_TEST_SUITE_END()
