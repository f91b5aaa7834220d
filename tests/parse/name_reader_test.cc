// Named sets, named patterns and `word`.
#include <boost/test/unit_test.hpp>

#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(name_reader)

namespace {

// A file with these names and one table.
std::string file(const std::string &names, const std::string &rows) {
  return rules(names + "\n[[stage]]\ntable = [" + rows + "]\n");
}

std::string wrong(const std::string &names) {
  return codes(file(names, "{ from = 'a', to = 'b' }"));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_named_pattern_is_part_of_the_sequence) {
  const std::string names = "[patterns]\nword = 'bc'\n";
  BOOST_TEST(test::apply(file(names, "{ from = 'a$word', to = 'x' }"), "abc ab") == "x ab");
  BOOST_TEST(test::apply(file(names, "{ from = 'a$word', to = 'x' }"), "x", Direction::reverse) ==
             "abc");
}

BOOST_AUTO_TEST_CASE(a_count_applies_to_the_whole_piece) {
  const std::string names = "[patterns]\npiece = 'bc'\n";
  BOOST_TEST(test::apply(file(names, "{ from = 'a $piece{0,2}', to = 'x' }"), "abcbcbc ab") ==
             "xbc xb");
}

BOOST_AUTO_TEST_CASE(an_array_is_a_choice) {
  const std::string names = "[patterns]\nlong = ['bc', 'd']\nboth = ['$long e', '-']\n";
  BOOST_TEST(test::apply(file(names, "{ from = 'a', before = '$both', to = 'x' }"),
                         "abce ade a- ad") == "xbce xde x- ad");
  BOOST_TEST(test::apply(file(names, "{ from = 'a($long)', to = '$1' }"), "abc ad") == "bc d");
}

BOOST_AUTO_TEST_CASE(of_equal_matches_the_earlier_alternative_decides) {
  const std::string names = "[patterns]\np = ['a', 'ab']\nq = ['ab', 'a']\n";
  BOOST_TEST(test::apply(file(names, "{ from = '($p)(b?)', to = '<$1|$2>' }"), "ab") == "<a|b>");
  BOOST_TEST(test::apply(file(names, "{ from = '($q)(b?)', to = '<$1|$2>' }"), "ab") == "<ab|>");
}

BOOST_AUTO_TEST_CASE(patterns_may_refer_to_edges_of_the_text) {
  const std::string names = "[patterns]\nfirst = ['$start', '-']\n";
  BOOST_TEST(test::apply(file(names, "{ from = 'a', after = '$first', to = 'x' }"), "a-a a") ==
             "x-x a");
  BOOST_TEST(codes(file(names, "{ from = 'a', before = '$first', to = 'x' }")) == "AR0122");
  BOOST_TEST(codes(file(names, "{ from = '$first', to = 'x' }")) == "AR0122");
  BOOST_TEST(codes(file(names, "{ from = 'a', after = 'b$first', to = 'x' }")) == "AR0122");
}

BOOST_AUTO_TEST_CASE(a_pattern_uses_only_those_before_it) {
  BOOST_TEST(wrong("[patterns]\na = '$b'\nb = 'x'") == "AR0131");
  BOOST_TEST(wrong("[patterns]\na = '$a?x'") == "AR0131");
  BOOST_TEST(wrong("[patterns]\na = '$b'\nb = '$a'") == "AR0131");
  BOOST_TEST(wrong("[patterns]\na = '$c'\nb = 'x'") == "AR0110");
}

BOOST_AUTO_TEST_CASE(sets_and_patterns_share_their_names) {
  BOOST_TEST(wrong("[sets]\na = 'x'\n[patterns]\na = 'y'") == "AR0132");
  BOOST_TEST(wrong("[patterns]\nedge = 'y'") == "AR0109");
  BOOST_TEST(wrong("include = 'arabic'\n[patterns]\nsun = ['x', 'y']") == "");
  BOOST_TEST(codes(file("include = 'arabic'\n[patterns]\nsun = ['x', 'y']",
                        "{ from = '[$sun]', to = '' }")) == "AR0119");
}

BOOST_AUTO_TEST_CASE(wrong_patterns_are_refused_where_they_are_defined) {
  BOOST_TEST(wrong("[patterns]\na = ''") == "AR0116");
  BOOST_TEST(wrong("[patterns]\na = []") == "AR0116");
  BOOST_TEST(wrong("[patterns]\na = 1") == "AR0103");
  BOOST_TEST(wrong("[patterns]\na = ['x', 1]") == "AR0103");
  BOOST_TEST(wrong("[patterns]\na = '(x)'") == "AR0120");
  BOOST_TEST(codes(file("[patterns]\na = 'x*'", "{ from = 'b$a', to = '' }")) == "AR0114");
}

BOOST_AUTO_TEST_CASE(patterns_that_multiply_are_refused) {
  std::string names = "[patterns]\np0 = ['a', 'b']\n";
  for (int i = 1; i < 40; ++i) {
    names += "p" + std::to_string(i) + " = '$p" + std::to_string(i - 1) + " $p" +
             std::to_string(i - 1) + "'\n";
  }
  BOOST_TEST(wrong(names).starts_with("AR0401"));
  std::string deep = "[patterns]\np0 = ['a', 'b']\n";
  for (int i = 1; i < 40; ++i) {
    deep += "p" + std::to_string(i) + " = ['$p" + std::to_string(i - 1) + "', 'c']\n";
  }
  BOOST_TEST(wrong(deep).starts_with("AR0401"));
  BOOST_TEST(codes(file("[patterns]\np = ['a', 'b']", "{ from = '$p{13}', to = '' }")) == "AR0401");
}

BOOST_AUTO_TEST_CASE(word_says_what_the_edge_is) {
  const std::string row = "{ from = 'a', before = '$edge', to = 'x' }";
  BOOST_TEST(test::apply(file("word = '[a-c]'", row), "ad ab a") == "xd ab x");
  BOOST_TEST(test::apply(file("word = '[$w]'\n[sets]\nw = '[a-c]'", row), "ad ab") == "xd ab");
  BOOST_TEST(test::apply(file("word = '[a \\uFFFF]'", row), "a\uFFFFa") == "a\uFFFFx");
  BOOST_TEST(wrong("word = 'abc'") == "AR0119");
  BOOST_TEST(wrong("word = '[a]'\n[sets]\ngap = '$edge'") == "AR0110");
}

BOOST_AUTO_TEST_CASE(only_in_the_header_is_for_stages_that_do_not_say_otherwise) {
  const std::string body = "only = 'forward'\n[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n"
                           "[[stage]]\nonly = 'both'\ntable = [{ from = 'c', to = 'd' }]\n";
  BOOST_TEST(test::apply(rules(body), "ac") == "bd");
  BOOST_TEST(test::apply(rules(body), "bd", Direction::reverse) == "bc");
}

BOOST_AUTO_TEST_CASE(a_property_needs_no_brackets) {
  BOOST_TEST(test::apply(file("", "{ from = '\\p{Nd}{2}', to = '#' }"), "a12") == "a#");
  BOOST_TEST(test::apply(file("", "{ from = 'a', before = '\\P{L}', to = '#' }"), "ab a") ==
             "ab #");
  BOOST_TEST(test::apply(file("[sets]\nd = '\\p{Nd}'", "{ from = '$d', to = '#' }"), "a1") == "a#");
  BOOST_TEST(codes(file("", "{ from = '\\p{Nix}', to = '' }")) == "AR0111");
  BOOST_TEST(codes(file("", "{ from = '\\p{Nd', to = '' }")) == "AR0111");
}

BOOST_AUTO_TEST_SUITE_END()
