// The rules of a `case` stage.
#include <boost/test/unit_test.hpp>

#include "rules/case_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(case_rules)

namespace {

struct CaseOf {
  explicit CaseOf(const std::string &keys) : parsed(rules("[[stage]]\n" + keys + "\n")) {
    BOOST_REQUIRE(parsed.set);
    flat = arnorm::case_rules(std::get<CaseStage>(parsed.set->stages[0].what), report);
  }
  Parsed parsed;
  Report report;
  FlatRules flat;
};

} // namespace

BOOST_AUTO_TEST_CASE(a_rule_for_each_letter_that_changes) {
  CaseOf one("case = 'upper'\nset = '[a-cX1ß]'");
  BOOST_REQUIRE_EQUAL(one.flat.rules.size(), 4u);
  BOOST_TEST((one.flat.rules[0].to[0].text == U"A"));
  BOOST_TEST((one.flat.rules[3].to[0].text == U"SS"));
  BOOST_TEST(one.flat.rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(contexts_multiply_letters) {
  CaseOf one("case = 'title'\nset = '[ab]'\nafter = ['$edge', '$edge x']\nbefore = 'y{0,1}z'");
  BOOST_TEST(one.flat.rules.size() == 8u);
  BOOST_TEST(one.flat.behind == 2u);
  BOOST_TEST(one.flat.ahead == 2u);
}

BOOST_AUTO_TEST_CASE(too_many_combinations) {
  CaseOf one("case = 'upper'\nafter = 'x{1,32}'");
  BOOST_TEST(one.flat.rules.empty());
  BOOST_REQUIRE(one.report.has_errors());
  BOOST_TEST(to_string(one.report.take()[0].code) == "AR0401");
}

BOOST_AUTO_TEST_SUITE_END()
