// Every built-in rule set: its tests, its checks and its claims.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>

#include "check/check_rules.h"
#include "check/rule_tests.h"
#include "format/format_rules.h"
#include "parse/builtin_rules.h"
#include "rules/masked_rows.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(shipped_rules)

namespace {

void require_nothing(Report &report) {
  std::vector<Diagnostic> found = report.take();
  BOOST_TEST(found.empty(), render(found));
}

// Reads each file once for all sets that refer to it.
class ShippedSets {
public:
  RuleSetPtr load(const std::string &name) {
    RuleSetPtr set = library.load(name, {}, report);
    BOOST_REQUIRE_MESSAGE(set, name);
    return set;
  }

  RuleLibrary library{{}};
  Report report;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_sets_of_this_version_are_there) {
  std::vector<std::string> names = shipped();
  for (const char *name :
       {"buckwalter", "iso-233", "nfc", "nfd", "nfkc", "nfkd", "mark-order", "presentation-forms",
        "strip-tashkeel", "strip-tatweel", "strip-controls", "spaces", "fold-alef", "fold-hamza",
        "fold-yeh", "fold-teh-marbuta", "digits-ascii", "clean", "search"}) {
    BOOST_TEST(std::count(names.begin(), names.end(), name) == 1, name);
  }
}

// All that `arnorm check --strict` looks for.
BOOST_AUTO_TEST_CASE(all_are_without_fault_and_keep_their_claims) {
  ShippedSets sets;
  std::vector<HeldClaim> held;
  for (const std::string &name : some_when_sanitized(shipped())) {
    std::vector<HeldClaim> own = check_rules(sets.load(name), sets.library, sets.report);
    held.insert(held.end(), own.begin(), own.end());
    require_nothing(sets.report);
  }
  auto count = [&](Claim claim, bool proved) {
    return std::count_if(held.begin(), held.end(), [&](const HeldClaim &one) {
      return one.claim == claim && one.proved == proved;
    });
  };
  if (held.size() < 50) {
    return; // not all sets
  }
  BOOST_TEST(count(Claim::reversible, true) == 12);
  BOOST_TEST(count(Claim::reversible, false) == 1); // iso-233
  BOOST_TEST(count(Claim::idempotent, true) >= 88);
}

BOOST_AUTO_TEST_CASE(all_pass_the_tests_inside_them) {
  ShippedSets sets;
  for (const std::string &name : some_when_sanitized(shipped())) {
    TestCounts counts = run_tests(sets.load(name), sets.library, sets.report);
    BOOST_TEST(counts.failed == 0u, name);
    BOOST_TEST(counts.passed >= 5u, name << " has few tests");
    require_nothing(sets.report);
  }
}

BOOST_AUTO_TEST_CASE(all_are_as_fmt_leaves_them) {
  for (const BuiltinRules &rules : builtin_rules()) {
    if (!rules.path.ends_with(".toml")) {
      continue;
    }
    Report report;
    std::string text = rules.text();
    auto source = std::make_shared<Source>(std::string(rules.path), text);
    auto formatted = format_rules(source, report);
    BOOST_REQUIRE_MESSAGE(formatted, rules.path);
    BOOST_TEST((*formatted == text), "run: arnorm fmt rules/" << rules.path);
  }
}

BOOST_AUTO_TEST_CASE(all_say_what_they_are_and_where_it_comes_from) {
  ShippedSets sets;
  for (const std::string &name : shipped()) {
    RuleSetPtr set = sets.load(name);
    BOOST_TEST(set->name == name);
    BOOST_TEST(!set->title.empty(), name);
    BOOST_TEST(!set->source.empty(), name);
  }
}

// Files of common sets must be valid even if no rule set includes them.
BOOST_AUTO_TEST_CASE(the_common_sets_can_be_included) {
  BOOST_TEST(codes(rules("include = [\"arabic\"]\n[[stage]]\nremove = '[$mark]'\n")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
