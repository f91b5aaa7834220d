// What rule sets there are.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "arnorm/rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rules)

namespace {

Options with_texts() {
  Options options;
  options.files = Files::none;
  options.texts["fold"] = "format = 1\nname = 'fold'\ntitle = 'Folds'\nsource = 'none'\n"
                          "scripts = { from = 'Arab', to = 'Arab' }\nidempotent = true\n"
                          "[[stage]]\nremove = '[\u0640]'\n[[stage]]\nuse = 'letters'\n";
  options.texts["letters"] = "format = 1\nname = 'letters'\n[[stage]]\n"
                             "table = [{ from = '\u0623', to = '\u0627' }, "
                             "{ from = '\u0625', to = '\u0627', only = 'forward' }]\n";
  return options;
}

const ListedSet &find(const RuleList &list, std::string_view name) {
  auto found = std::find_if(list.sets.begin(), list.sets.end(),
                            [&](const ListedSet &set) { return set.name == name; });
  BOOST_REQUIRE(found != list.sets.end());
  return *found;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_list_says_what_each_set_is) {
  RuleList list = Rules(with_texts()).list();
  BOOST_TEST(list.diagnostics.empty(), render(list.diagnostics));
  const ListedSet &fold = find(list, "fold");
  BOOST_TEST(fold.title == "Folds");
  BOOST_TEST(fold.source == "none");
  BOOST_TEST(fold.scripts.from == "Arab");
  BOOST_TEST(fold.idempotent);
  BOOST_TEST(!fold.reversible);
  BOOST_TEST(!fold.runs_backwards); // what is removed does not come back
  BOOST_TEST(fold.rows == 0u);
  BOOST_TEST((fold.origin == Origin::text));
  BOOST_TEST(find(list, "letters").rows == 2u);
  BOOST_TEST(find(list, "letters").runs_backwards);
  BOOST_TEST(!find(list, "letters").needs_icu);
  BOOST_TEST(find(list, "cldr-arabic-latin").rows > 0u);
  BOOST_TEST(find(list, "buckwalter").reversible);
  BOOST_TEST((find(list, "buckwalter").origin == Origin::built_in));
}

BOOST_AUTO_TEST_CASE(the_names_are_those_of_the_list) {
  Rules rules(with_texts());
  std::vector<std::string> names = rules.names();
  BOOST_TEST(std::is_sorted(names.begin(), names.end()));
  RuleList list = rules.list();
  BOOST_REQUIRE(list.sets.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    BOOST_TEST(list.sets[i].name == names[i]);
  }
}

BOOST_AUTO_TEST_CASE(sets_use_each_other_and_those_of_the_library) {
  Rules rules(with_texts());
  Loaded chain = rules.load("fold,buckwalter");
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(chain->apply("\u0623\u0640\u0628") == "Ab");
  Loaded back = rules.load("letters", Direction::reverse);
  BOOST_REQUIRE_MESSAGE(back, render(back.diagnostics));
  BOOST_TEST(back->apply("\u0627") == "\u0623");
  Loaded parsed = rules.parse("format = 1\nname = 'x'\n[[stage]]\nuse = 'fold'\n");
  BOOST_REQUIRE_MESSAGE(parsed, render(parsed.diagnostics));
  BOOST_TEST(parsed->apply("\u0625") == "\u0627");
}

BOOST_AUTO_TEST_CASE(a_broken_set_is_not_listed_and_the_others_are) {
  Options options = with_texts();
  options.texts["broken"] = "format = 1\nname = 'broken'\n[[stage]]\nfrom = 1\n";
  RuleList list = Rules(options).list();
  BOOST_TEST(!list.diagnostics.empty());
  BOOST_TEST(find(list, "fold").title == "Folds");
  BOOST_TEST(std::none_of(list.sets.begin(), list.sets.end(),
                          [](const ListedSet &set) { return set.name == "broken"; }));
}

BOOST_AUTO_TEST_SUITE_END()
