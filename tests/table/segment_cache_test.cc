#include <boost/test/unit_test.hpp>

#include "table/segment_cache.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(segment_cache)

namespace {

// What is known of a stretch; "?" for nothing.
std::string known(const StretchMemo &memo, std::string_view stretch) {
  std::string out;
  return memo.append(stretch, out) ? out : "?";
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_is_known_at_first) {
  StretchMemo memo;
  BOOST_TEST(known(memo, "a") == "?");
  BOOST_TEST(known(memo, "0123456789ABCDEF") == "?");
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_known) {
  StretchMemo memo;
  for (std::size_t length = 1; length <= StretchMemo::longest; ++length) {
    std::string stretch = std::string("0123456789ABCDEF").substr(0, length);
    memo.keep(stretch, stretch + "!");
    BOOST_TEST(known(memo, stretch) == stretch + "!");
  }
}

BOOST_AUTO_TEST_CASE(a_result_may_be_empty) {
  StretchMemo memo;
  memo.keep("ab", "");
  BOOST_TEST(known(memo, "ab") == "");
}

BOOST_AUTO_TEST_CASE(a_long_result_is_not_kept) {
  StretchMemo memo;
  memo.keep("ab", std::string(200, 'x'));
  BOOST_TEST(known(memo, "ab") == "?");
}

// However the places are shared, no stretch is taken for another one.
BOOST_AUTO_TEST_CASE(no_stretch_is_taken_for_another) {
  StretchMemo memo;
  for (int i = 0; i < 5000; ++i) {
    std::string stretch = std::to_string(i * 7919);
    memo.keep(stretch, "<" + stretch + ">");
  }
  int found = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string stretch = std::to_string(i * 7919);
    std::string result = known(memo, stretch);
    BOOST_TEST((result == "?" || result == "<" + stretch + ">"));
    found += result == "?" ? 0 : 1;
  }
  BOOST_TEST(found > 200);
}

BOOST_AUTO_TEST_SUITE_END()
