// A rule set as plain data.
#include <boost/test/unit_test.hpp>

#include "rules/rule_set.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_set)

namespace {

Row row(std::string_view keys) {
  Parsed parsed(table("{ " + std::string(keys) + " }"));
  BOOST_REQUIRE(parsed.set);
  return std::get<TableStage>(parsed.set->stages[0].what).rows[0];
}

} // namespace

BOOST_AUTO_TEST_CASE(both_runs_in_both_directions) {
  BOOST_TEST(runs(Only::both, Direction::forward));
  BOOST_TEST(runs(Only::both, Direction::reverse));
}

BOOST_AUTO_TEST_CASE(one_direction_runs_in_that_one) {
  BOOST_TEST(runs(Only::forward, Direction::forward));
  BOOST_TEST(!runs(Only::forward, Direction::reverse));
  BOOST_TEST(!runs(Only::reverse, Direction::forward));
  BOOST_TEST(runs(Only::reverse, Direction::reverse));
}

BOOST_AUTO_TEST_CASE(a_row_of_two_strings_works_both_ways) {
  BOOST_TEST(row("from = 'ab', to = 'c'").works_both_ways());
  BOOST_TEST(row("from = '[a]', to = 'c'").works_both_ways());
}

BOOST_AUTO_TEST_CASE(a_row_with_a_context_works_one_way) {
  BOOST_TEST(!row("from = 'a', to = 'c', after = 'x'").works_both_ways());
  BOOST_TEST(!row("from = 'a', to = 'c', before = ['x', 'y']").works_both_ways());
}

BOOST_AUTO_TEST_CASE(a_row_that_is_not_literal_works_one_way) {
  BOOST_TEST(!row("from = '[ab]', to = 'c'").works_both_ways());
  BOOST_TEST(!row("from = 'ab?', to = 'c'").works_both_ways());
  BOOST_TEST(!row("from = '(a)', to = 'c'").works_both_ways());
  BOOST_TEST(!row("from = '(a)', to = 'c$1'").works_both_ways());
}

BOOST_AUTO_TEST_CASE(a_row_that_deletes_works_one_way) {
  BOOST_TEST(!row("from = 'a', to = ''").works_both_ways());
}

BOOST_AUTO_TEST_CASE(a_row_for_one_direction_works_one_way) {
  BOOST_TEST(!row("from = 'a', to = 'b', only = 'forward'").works_both_ways());
  BOOST_TEST(!row("from = 'a', to = 'b', only = 'reverse'").works_both_ways());
}

BOOST_AUTO_TEST_CASE(stages_are_named_as_rule_files_name_them) {
  Stage stage;
  BOOST_TEST(key_of(stage) == "table");
  stage.what = FormStage{};
  BOOST_TEST(key_of(stage) == "form");
  stage.what = MarksStage{};
  BOOST_TEST(key_of(stage) == "marks");
  stage.what = RemoveStage{};
  BOOST_TEST(key_of(stage) == "remove");
  stage.what = SqueezeStage{};
  BOOST_TEST(key_of(stage) == "squeeze");
  stage.what = UseStage{};
  BOOST_TEST(key_of(stage) == "use");
  stage.what = IcuStage{};
  BOOST_TEST(key_of(stage) == "icu");
}

BOOST_AUTO_TEST_CASE(forms_and_orders_are_named_as_rule_files_name_them) {
  BOOST_TEST(form_name(Form::nfc) == "NFC");
  BOOST_TEST(form_name(Form::nfd) == "NFD");
  BOOST_TEST(form_name(Form::nfkc) == "NFKC");
  BOOST_TEST(form_name(Form::nfkd) == "NFKD");
  BOOST_TEST(order_name(MarkOrder::canonical) == "canonical");
  BOOST_TEST(order_name(MarkOrder::shadda_first) == "shadda-first");
  BOOST_TEST(order_name(MarkOrder::utr53) == "utr53");
}

BOOST_AUTO_TEST_SUITE_END()
