// Sets of code points against a plain bitmap.
#include <boost/test/unit_test.hpp>

#include <bitset>
#include <functional>
#include <random>

#include "characters/code_point_set.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(code_point_set)

namespace {

using Range = CodePointSet::Range;

constexpr std::size_t world = 64; // code points 0 to 63
using Bits = std::bitset<world>;
using Random = std::mt19937;

Bits bits_of(const CodePointSet &set) {
  Bits bits;
  for (char32_t c = 0; c < world; ++c) {
    bits[c] = set.contains(c);
  }
  return bits;
}

bool is_canonical(const CodePointSet &set) {
  auto ranges = set.ranges();
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].first > ranges[i].last || (i > 0 && ranges[i].first <= ranges[i - 1].last + 1)) {
      return false;
    }
  }
  return true;
}

bool is(const CodePointSet &set, const std::vector<Range> &ranges) {
  return std::equal(set.ranges().begin(), set.ranges().end(), ranges.begin(), ranges.end());
}

// A random set, made by add() in random order, and its bitmap.
CodePointSet random_set(Random &random, Bits &bits) {
  std::uniform_int_distribution<unsigned> count(0, 8);
  std::uniform_int_distribution<unsigned> start(0, world - 1);
  std::uniform_int_distribution<unsigned> length(0, 9);
  CodePointSet set;
  bits.reset();
  for (unsigned n = count(random); n > 0; --n) {
    unsigned first = start(random);
    unsigned last = std::min<unsigned>(first + length(random), world - 1);
    set.add({first, last});
    for (unsigned c = first; c <= last; ++c) {
      bits.set(c);
    }
  }
  return set;
}

void for_random_pairs(
    const std::function<void(const CodePointSet &, Bits, const CodePointSet &, Bits)> &check) {
  Random random(1);
  for (int i = 0; i < 5000; ++i) {
    Bits a;
    Bits b;
    CodePointSet left = random_set(random, a);
    CodePointSet right = random_set(random, b);
    check(left, a, right, b);
  }
}

void check_equal(const CodePointSet &set, Bits bits) {
  BOOST_REQUIRE(bits_of(set) == bits);
  BOOST_REQUIRE(is_canonical(set));
  BOOST_REQUIRE(set.size() == bits.count());
  BOOST_REQUIRE(set.empty() == bits.none());
}

} // namespace

BOOST_AUTO_TEST_CASE(a_new_set_is_empty) {
  CodePointSet set;
  BOOST_TEST(set.empty());
  BOOST_TEST(set.size() == 0u);
  BOOST_TEST(!set.contains(0));
  BOOST_TEST(!set.is_single());
}

BOOST_AUTO_TEST_CASE(a_set_of_one_is_single) {
  CodePointSet set = CodePointSet::single(U'\u0628');
  BOOST_TEST(set.is_single());
  BOOST_TEST((set.first() == U'\u0628'));
  BOOST_TEST(set.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_set_of_two_is_not_single) {
  BOOST_TEST(!CodePointSet({{1, 2}}).is_single());
  BOOST_TEST(!CodePointSet({{1, 1}, {3, 3}}).is_single());
}

BOOST_AUTO_TEST_CASE(the_ends_of_a_range_belong_to_it) {
  CodePointSet set{{5, 7}};
  BOOST_TEST(!set.contains(4));
  BOOST_TEST(set.contains(5));
  BOOST_TEST(set.contains(7));
  BOOST_TEST(!set.contains(8));
}

BOOST_AUTO_TEST_CASE(neighbours_melt_together) {
  CodePointSet set{{5, 7}, {8, 9}, {1, 4}};
  BOOST_TEST(is(set, {{1, 9}}));
}

BOOST_AUTO_TEST_CASE(a_gap_of_one_stays) {
  CodePointSet set{{1, 2}, {4, 5}};
  BOOST_TEST(set.ranges().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_range_can_swallow_many) {
  CodePointSet set{{1, 1}, {3, 3}, {5, 5}, {9, 9}};
  set.add({2, 6});
  BOOST_TEST(is(set, {{1, 6}, {9, 9}}));
}

BOOST_AUTO_TEST_CASE(zero_and_the_edge_are_members_like_others) {
  CodePointSet set{{0, 0}, {CodePointSet::edge, CodePointSet::edge}};
  BOOST_TEST(set.contains(0));
  BOOST_TEST(set.contains(CodePointSet::edge));
  BOOST_TEST(!set.contains(0x10FFFF));
  BOOST_TEST(set.minus(CodePointSet::single(0)).is_single());
}

BOOST_AUTO_TEST_CASE(the_edge_touches_the_last_code_point) {
  CodePointSet set{{0x10FFFF, 0x10FFFF}, {CodePointSet::edge, CodePointSet::edge}};
  CodePointSet inside = set.minus(CodePointSet::single(CodePointSet::edge));
  BOOST_TEST((inside == CodePointSet::single(0x10FFFF)));
}

BOOST_AUTO_TEST_CASE(adding_is_what_a_bitmap_does) {
  Random random(2);
  for (int i = 0; i < 5000; ++i) {
    Bits bits;
    CodePointSet set = random_set(random, bits);
    check_equal(set, bits);
  }
}

BOOST_AUTO_TEST_CASE(a_union_is_what_a_bitmap_says) {
  for_random_pairs([](const auto &left, Bits a, const auto &right, Bits b) {
    check_equal(left.united(right), a | b);
  });
}

BOOST_AUTO_TEST_CASE(a_difference_is_what_a_bitmap_says) {
  for_random_pairs([](const auto &left, Bits a, const auto &right, Bits b) {
    check_equal(left.minus(right), a & ~b);
  });
}

BOOST_AUTO_TEST_CASE(holding_all_is_what_a_bitmap_says) {
  for_random_pairs([](const auto &left, Bits a, const auto &right, Bits b) {
    BOOST_REQUIRE(left.contains_all(right) == ((a & b) == b));
    BOOST_REQUIRE(left.united(right).contains_all(right));
  });
}

BOOST_AUTO_TEST_CASE(every_set_holds_itself_and_the_empty_one) {
  CodePointSet set{{1, 2}, {4, 5}};
  BOOST_TEST(set.contains_all(set));
  BOOST_TEST(set.contains_all({}));
  BOOST_TEST(CodePointSet().contains_all({}));
  BOOST_TEST(!CodePointSet().contains_all(set));
}

BOOST_AUTO_TEST_CASE(a_range_over_a_gap_is_not_held) {
  BOOST_TEST(!CodePointSet({{1, 2}, {4, 5}}).contains_all(CodePointSet({{1, 5}})));
}

BOOST_AUTO_TEST_CASE(sets_of_the_same_members_are_equal) {
  BOOST_TEST((CodePointSet({{4, 5}, {1, 3}}) == CodePointSet({{1, 5}})));
  BOOST_TEST((CodePointSet({{1, 5}}) != CodePointSet({{1, 4}})));
}

BOOST_AUTO_TEST_CASE(the_surrogates_are_all_of_them_and_no_more) {
  BOOST_TEST((surrogates() == CodePointSet({{0xD800, 0xDFFF}})));
}

BOOST_AUTO_TEST_CASE(a_word_edge_is_neither_letter_nor_mark) {
  BOOST_TEST(word_edge().contains(U' '));
  BOOST_TEST(word_edge().contains(U'1'));
  BOOST_TEST(word_edge().contains(U'\u0640') == false); // tatweel is a modifier letter
  BOOST_TEST(!word_edge().contains(U'\u0628'));
  BOOST_TEST(!word_edge().contains(U'\u064E'));
  BOOST_TEST(word_edge().contains(0xDCFF)); // a malformed byte
}

BOOST_AUTO_TEST_CASE(the_edge_of_the_text_is_a_word_edge) {
  BOOST_TEST(word_edge().contains(CodePointSet::edge));
  BOOST_TEST(word_edge().contains(0xFFFF));
}

BOOST_AUTO_TEST_CASE(what_two_sets_have_in_common) {
  CodePointSet set{{1, 4}, {8, 9}};
  BOOST_TEST(is(set.intersected({{3, 8}}), {{3, 4}, {8, 8}}));
  BOOST_TEST(set.intersected({{5, 7}}).empty());
  BOOST_TEST(is(set.intersected(set), {{1, 4}, {8, 9}}));
}

BOOST_AUTO_TEST_CASE(copies_share_their_ranges_until_one_is_changed) {
  CodePointSet set{{1, 2}, {4, 5}};
  CodePointSet copy = set;
  BOOST_TEST(copy.ranges().data() == set.ranges().data());
  CodePointSet same = set.minus({{9, 9}});
  BOOST_TEST(same.ranges().data() == set.ranges().data());
  copy.add({8, 9});
  BOOST_TEST(is(set, {{1, 2}, {4, 5}}));
  BOOST_TEST(is(copy, {{1, 2}, {4, 5}, {8, 9}}));
}

BOOST_AUTO_TEST_CASE(a_set_can_shrink_to_one_range_and_to_none) {
  CodePointSet set{{1, 2}, {4, 5}};
  BOOST_TEST(is(set.minus({{4, 9}}), {{1, 2}}));
  BOOST_TEST(set.minus({{0, 9}}).empty());
  set.add({3, 3});
  BOOST_TEST(is(set, {{1, 5}}));
}

BOOST_AUTO_TEST_SUITE_END()
