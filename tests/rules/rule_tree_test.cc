// Which rule covers which, against a comparison of each with each.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "rules/rule_tree.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(rule_tree)

namespace {

using Ids = std::vector<SetPool::Id>;

// Whether each of `a` holds what stands at the same place of `b`, which may be longer.
bool holds(const SetPool &sets, const Ids &a, const Ids &b) {
  return a.size() <= b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [&](SetPool::Id x, SetPool::Id y) { return sets.covers(x, y); });
}

bool covers(const SetPool &sets, const Rule &a, const Rule &b) {
  auto ahead = [](const Rule &rule) {
    Ids all = rule.from;
    all.insert(all.end(), rule.before.begin(), rule.before.end());
    return all;
  };
  Ids behind_a(a.after.rbegin(), a.after.rend());
  Ids behind_b(b.after.rbegin(), b.after.rend());
  return a.from.size() >= b.from.size() && holds(sets, ahead(a), ahead(b)) &&
         holds(sets, behind_a, behind_b);
}

// Sets over few letters, so that many hold others.
struct World {
  explicit World(unsigned seed) : random(seed) {
    for (int i = 0; i < 12; ++i) {
      CodePointSet set;
      for (std::size_t n = 1 + below(4); n > 0; --n) {
        auto first = static_cast<char32_t>('a' + below(5));
        set.add({first, first + static_cast<char32_t>(below(3))});
      }
      sets.add(set);
    }
  }

  std::size_t below(std::size_t n) { return random() % n; }

  Ids ids(std::size_t min, std::size_t max) {
    Ids result(min + below(max - min + 1));
    std::generate(result.begin(), result.end(),
                  [&] { return static_cast<SetPool::Id>(below(sets.size())); });
    return result;
  }

  std::vector<Rule> rules(std::size_t count) {
    std::vector<Rule> result(count);
    for (Rule &rule : result) {
      rule.from = ids(1, 3);
      rule.before = ids(0, 2);
      rule.after = ids(0, 2);
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Rule &a, const Rule &b) { return a.from.size() > b.from.size(); });
    return result;
  }

  std::mt19937 random;
  SetPool sets;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_first_rule_that_covers_is_found) {
  std::size_t found = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    World world(seed);
    std::vector<Rule> rules = world.rules(60);
    std::size_t steps = 0;
    RuleTree tree(world.sets, steps);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      auto wanted =
          std::find_if(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(i),
                       [&](const Rule &each) { return covers(world.sets, each, rules[i]); });
      auto got = tree.covering(rules[i]);
      BOOST_REQUIRE(got.value_or(i) == static_cast<std::size_t>(wanted - rules.begin()));
      found += got ? 1 : 0;
      tree.add(rules[i], i);
    }
    BOOST_TEST(steps > 0u);
  }
  BOOST_TEST(found > 1000u);
}

BOOST_AUTO_TEST_CASE(an_empty_tree_covers_nothing) {
  SetPool sets;
  std::size_t steps = 0;
  Rule rule;
  rule.from = {sets.add({{1, 2}})};
  BOOST_TEST(!RuleTree(sets, steps).covering(rule));
}

BOOST_AUTO_TEST_SUITE_END()
