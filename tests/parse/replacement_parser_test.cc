#include <boost/test/unit_test.hpp>

#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

// The output of a `to`. pattern_parser_test.cc tests its pieces.
BOOST_AUTO_TEST_SUITE(replacement_parser)

namespace {

std::string written(const std::string &to) {
  return test::apply(table("{ from = '(a)(b?)', to = '" + to + "' }"), "ab");
}

std::string refused(const std::string &to) {
  return codes(table("{ from = '(a)(b?)', to = '" + to + "' }"));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_text_stands_for_itself_spaces_too) {
  BOOST_TEST(written("x y ") == "x y ");
  BOOST_TEST(written("") == "");
}

BOOST_AUTO_TEST_CASE(signs_of_patterns_mean_nothing_here) {
  BOOST_TEST(written("x]{?*+|^()[") == "x]{?*+|^()[");
}

BOOST_AUTO_TEST_CASE(groups_can_be_repeated_and_left_out) {
  BOOST_TEST(written("$2$1$2") == "bab");
  BOOST_TEST(written("$1-") == "a-");
}

BOOST_AUTO_TEST_CASE(a_dollar_sign_is_doubled_or_escaped) {
  BOOST_TEST(written("$$1") == "$1");
  BOOST_TEST(written("\\$1") == "$1");
}

BOOST_AUTO_TEST_CASE(escapes_are_those_of_patterns) {
  BOOST_TEST(written("\\u0628\\u{1F600}\\N{ARABIC FATHA}\\\\") == "\u0628\U0001F600\u064E\\");
  BOOST_TEST(refused("\\q") == "AR0111");
  BOOST_TEST(refused("\\uD800") == "AR0112");
}

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_is_refused) {
  BOOST_TEST(refused("$3") == "AR0121");
  BOOST_TEST(refused("$0") == "AR0121");
  BOOST_TEST(refused("$") == "AR0121");
}

BOOST_AUTO_TEST_CASE(the_name_of_one_character_stands_for_it) {
  const std::string names = "[sets]\nfatha = '\\u064E'\nedge_char = '[\\uFFFF]'\nab = '[ab]'\n"
                            "[patterns]\np = 'a'\n[[stage]]\ntable = [{ from = 'a', to = '";
  auto to = [&](const std::string &text) { return rules(names + text + "' }]\n"); };
  BOOST_TEST(test::apply(to("x$fatha$$y"), "a") == "x\u064E$y");
  BOOST_TEST(test::apply(to("$edge_char"), "a") == "\uFFFF");
  BOOST_TEST(codes(to("$ab")) == "AR0133");
  BOOST_TEST(codes(to("$p")) == "AR0133");
  BOOST_TEST(codes(to("$edge")) == "AR0133");
  BOOST_TEST(codes(to("$fata")) == "AR0110");
}

BOOST_AUTO_TEST_CASE(invisible_characters_are_refused_once) {
  BOOST_TEST(refused("x\u200F\u200Fy") == "AR0124");
}

BOOST_AUTO_TEST_CASE(a_long_result_is_refused) {
  BOOST_TEST(refused(std::string(2000, 'x')) == "AR0401");
}

BOOST_AUTO_TEST_SUITE_END()
