// Sets that the rules of a table share.
#include <boost/test/unit_test.hpp>

#include "rules/rule.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(rule)

BOOST_AUTO_TEST_CASE(a_pool_keeps_equal_sets_once) {
  SetPool pool;
  SetPool::Id a = pool.add({{1, 5}});
  SetPool::Id b = pool.add({{1, 3}});
  BOOST_TEST(pool.add({{4, 5}, {1, 3}}) == a);
  BOOST_TEST(a != b);
  BOOST_TEST((pool[b] == CodePointSet{{1, 3}}));
}

BOOST_AUTO_TEST_CASE(a_pool_keeps_its_sets_when_it_grows_and_moves) {
  SetPool pool;
  for (char32_t c = 0; c < 1000; ++c) {
    BOOST_REQUIRE(pool.add(CodePointSet::single(c)) == c);
  }
  SetPool moved = std::move(pool);
  BOOST_TEST((moved[500] == CodePointSet::single(500)));
  BOOST_TEST(moved.add(CodePointSet::single(999)) == 999u);
}

BOOST_AUTO_TEST_CASE(a_pool_knows_which_set_holds_which) {
  SetPool pool;
  SetPool::Id wide = pool.add({{1, 5}});
  SetPool::Id narrow = pool.add({{2, 3}});
  BOOST_TEST(pool.covers(wide, narrow));
  BOOST_TEST(pool.covers(wide, wide));
  BOOST_TEST(!pool.covers(narrow, wide));
}

BOOST_AUTO_TEST_CASE(a_pool_knows_how_large_its_sets_are) {
  SetPool pool;
  BOOST_TEST(pool.members(pool.add({{1, 5}, {9, 9}})) == 6u);
  BOOST_TEST(pool.members(pool.add({})) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
