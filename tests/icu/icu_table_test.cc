// The ICU rules of single stages, as text.
#include <boost/test/unit_test.hpp>

#include "stages/stage_kind.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(icu_table)

namespace {

// The links of one stage, each with what it looks back at, and the sets that they use.
struct Links {
  explicit Links(const std::string &keys, IcuText text = IcuText::whole)
      : parsed(rules("[[stage]]\n" + keys + "\n")) {
    BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
    const Step &step = parsed.steps.at(0);
    links = kind_of(*step.stage).icu_form(step, text, syntax, parsed.report);
    sets = syntax.take_definitions();
  }
  std::string rule(std::size_t i) const { return links.at(i).text; }

  Parsed parsed;
  IcuSyntax syntax;
  std::vector<IcuLink> links;
  std::string sets;
};

Links table(const std::string &rows, IcuText text = IcuText::whole) {
  return Links("table = [" + rows + "]", text);
}

} // namespace

BOOST_AUTO_TEST_CASE(rows_are_rules_longest_first) {
  Links links = table("{ from = 'a', to = 'b' }, { from = 'ab', to = '' }");
  BOOST_REQUIRE(links.links.size() == 1u);
  BOOST_TEST(links.rule(0) == "\\u0061\\u0062 > ;\n"
                              "\\u0061 > \\u0062;\n");
  BOOST_TEST(links.sets == "");
  BOOST_TEST(links.links[0].behind == 0u);
}

BOOST_AUTO_TEST_CASE(what_follows_is_a_context) {
  Links links = table("{ from = 'a', to = 'b', before = '[xy] z' }");
  BOOST_REQUIRE(links.links.size() == 1u);
  BOOST_TEST(links.rule(0) == "\\u0061}$s0\\u007A > \\u0062;\n");
  BOOST_TEST(links.sets == "$s0=[\\u0078\\u0079];\n");
}

// The first link marks what matches, the second writes; the left context sees the source.
BOOST_AUTO_TEST_CASE(what_precedes_makes_two_links) {
  Links links = table("{ from = 'a', to = 'b', after = 'xz', before = 'y' }");
  BOOST_REQUIRE(links.links.size() == 2u);
  BOOST_TEST(links.rule(0) == "\\u0078$s0\\u007A$s0{(\\u0061)}\\u0079 > $1 \\uDD00;\n");
  BOOST_TEST(links.rule(1) == "\\u0061\\uDD00 > \\u0062;\n");
  BOOST_TEST(links.sets == "$s0=[\\uDD00-\\uDFFF]*;\n");
  BOOST_TEST(links.links[0].behind == 2u);
  BOOST_TEST(links.links[1].behind == 0u);
}

BOOST_AUTO_TEST_CASE(every_row_and_length_has_its_tag) {
  Links links = table("{ from = 'ab?', to = '1', after = 'x' }, { from = 'c', to = '2' }");
  BOOST_TEST(links.rule(1) == "\\u0061\\u0062\\uDD00 > \\u0031;\n"
                              "\\u0061\\uDD01 > \\u0031;\n"
                              "\\u0063\\uDD02 > \\u0032;\n");
}

BOOST_AUTO_TEST_CASE(alternatives_of_a_context_share_their_tag) {
  Links links = table("{ from = 'a', to = 'b', after = ['x', 'y'] }");
  BOOST_TEST(links.rule(0) == "\\u0078$s0{(\\u0061) > $1 \\uDD00;\n"
                              "\\u0079$s0{(\\u0061) > $1 \\uDD00;\n");
  BOOST_TEST(links.rule(1) == "\\u0061\\uDD00 > \\u0062;\n");
}

BOOST_AUTO_TEST_CASE(many_rows_have_tags_of_two_characters) {
  std::string rows;
  for (int i = 0; i < 768; ++i) {
    char from[16];
    std::snprintf(from, sizeof from, "\\u%04X", 0x4E00 + i);
    rows += "{ from = '" + std::string(from) + "', to = 'x', after = 'x' },\n";
  }
  Links one = table(rows.substr(0, rows.rfind("{ from")));
  BOOST_TEST(one.rule(1).starts_with("\\u4E00\\uDD00 > "));
  Links two = table(rows);
  BOOST_TEST(two.rule(1).starts_with("\\u4E00\\uDD00\\uDD00 > "));
  BOOST_TEST(two.rule(1).ends_with("\\u50FF\\uDFFF\\uDD00 > \\u0078;\n"));
}

BOOST_AUTO_TEST_CASE(groups_are_numbered_as_icu_numbers_them) {
  BOOST_TEST(table("{ from = '((a)b)', to = '$2$1' }").rule(0) == "((\\u0061)\\u0062) > $2 $1 ;\n");
  BOOST_TEST(table("{ from = '(a)(b)(c)', to = '$3x$2' }").rule(0) ==
             "\\u0061(\\u0062)(\\u0063) > $2 \\u0078$1 ;\n");
}

BOOST_AUTO_TEST_CASE(a_group_that_nobody_writes_is_no_group) {
  BOOST_TEST(table("{ from = '(a)b', to = 'x' }").rule(0) == "\\u0061\\u0062 > \\u0078;\n");
}

BOOST_AUTO_TEST_CASE(a_group_that_stands_for_nothing_is_left_out) {
  BOOST_TEST(table("{ from = '(a)?b', to = 'x$1' }").rule(0) == "(\\u0061)\\u0062 > \\u0078$1 ;\n"
                                                                "\\u0062 > \\u0078;\n");
}

BOOST_AUTO_TEST_CASE(contexts_of_sets_do_not_see_guards_and_tags) {
  Links links = table("{ from = 'a', to = 'b', before = '[^x]' }");
  BOOST_TEST(links.sets ==
             "$s0=[\\u0000-\\u0077\\u0079-\\uDBFF \\uDC01-\\uDCFF\\uE000-\\U0010FFFF];\n");
}

BOOST_AUTO_TEST_CASE(the_end_of_the_text_needs_a_guard_for_ffff) {
  Links links = table("{ from = 'a', to = 'b', before = '$end' }");
  BOOST_REQUIRE(links.links.size() == 3u);
  BOOST_TEST(links.rule(0) == "\\uFFFF > \\uDC00;\n");
  BOOST_TEST(links.rule(1) == "\\u0061}$s0 > \\u0062;\n");
  BOOST_TEST(links.rule(2) == "\\uDC00 > \\uFFFF;\n");
  BOOST_TEST(links.sets == "$s0=[\\uFFFF];\n");
}

BOOST_AUTO_TEST_CASE(a_key_that_would_match_beyond_the_end_needs_a_guard) {
  BOOST_TEST(table("{ from = 'a[b\\uFFFF]', to = '' }").links.size() == 3u);
  BOOST_TEST(table("{ from = 'a[b\\uFFFF]', to = '' }").sets == "$s0=[\\u0062 \\uDC00];\n");
  BOOST_TEST(table("{ from = 'a\\uFFFF', to = '' }").links.size() == 1u);
  BOOST_TEST(table("{ from = '[b\\uFFFF]', to = '' }").links.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_context_that_holds_both_needs_no_guard) {
  BOOST_TEST(table("{ from = 'a', to = 'b', before = '[^x]' }").links.size() == 1u);
  BOOST_TEST(table("{ from = 'a', to = 'b', before = '[x]' }").links.size() == 1u);
}

BOOST_AUTO_TEST_CASE(in_lines_the_line_feed_is_an_edge) {
  Links links = table("{ from = 'a', to = 'b', before = '$end' }", IcuText::lines);
  BOOST_TEST(links.sets == "$s0=[\\u000A\\uFFFF];\n");
}

BOOST_AUTO_TEST_CASE(in_lines_no_rule_takes_the_line_feed) {
  Links links =
      table("{ from = '\\u000A', to = 'x' }, { from = '[\\u000A a]', to = 'b' }", IcuText::lines);
  BOOST_REQUIRE(links.links.size() == 1u);
  BOOST_TEST(links.rule(0) == "\\u0061 > \\u0062;\n");
  BOOST_TEST(table("{ from = '\\u000A', to = 'x' }", IcuText::lines).links.empty());
}

BOOST_AUTO_TEST_CASE(a_removal_is_one_rule) {
  Links links("remove = '[ab]'");
  BOOST_REQUIRE(links.links.size() == 1u);
  BOOST_TEST(links.rule(0) == "$s0 > ;\n");
  BOOST_TEST(links.sets == "$s0=[\\u0061\\u0062];\n");
}

BOOST_AUTO_TEST_CASE(in_lines_a_removal_leaves_the_line_feed) {
  BOOST_TEST(Links("remove = '[\\u0009-\\u000B]'", IcuText::lines).sets ==
             "$s0=[\\u0009\\u000B];\n");
  BOOST_TEST(Links("remove = '\\u000A'", IcuText::lines).links.empty());
}

BOOST_AUTO_TEST_CASE(a_run_of_one_character_is_cut_by_one_rule) {
  Links links("squeeze = { set = 'a', max = 3 }");
  BOOST_REQUIRE(links.links.size() == 1u);
  BOOST_TEST(links.rule(0) == "$s0$s0$s0 { $s0 > ;\n");
  BOOST_TEST(links.links[0].behind == 3u);
}

// Between two members that differ in a bit goes a tag; the rest are runs of one character.
BOOST_AUTO_TEST_CASE(runs_of_several_characters_are_parted_first) {
  Links links("squeeze = { set = '[ab]', max = 2 }");
  BOOST_REQUIRE(links.links.size() == 3u);
  BOOST_TEST(links.rule(0) == "$s0 { ($s1) > \\uDD00 $1;\n"
                              "$s1 { ($s0) > \\uDD00 $1;\n");
  BOOST_TEST(links.rule(1) == "$s2$s2 { $s2 > ;\n");
  BOOST_TEST(links.rule(2) == "\\uDD00 > ;\n");
  BOOST_TEST(links.sets == "$s0=[\\u0061];\n$s1=[\\u0062];\n$s2=[\\u0061\\u0062];\n");
  BOOST_TEST(links.links[0].behind == 1u);
  BOOST_TEST(links.links[1].behind == 2u);
}

BOOST_AUTO_TEST_CASE(a_run_of_ffff_needs_a_guard) {
  Links links("squeeze = { set = '\\uFFFF', max = 1 }");
  BOOST_REQUIRE(links.links.size() == 3u);
  BOOST_TEST(links.rule(0) == "\\uFFFF > \\uDC00;\n");
  BOOST_TEST(links.sets == "$s0=[\\uDC00];\n");
}

BOOST_AUTO_TEST_CASE(in_lines_a_run_of_line_feeds_is_not_cut) {
  BOOST_TEST(Links("squeeze = { set = '\\u000A', max = 1 }", IcuText::lines).links.empty());
}

BOOST_AUTO_TEST_CASE(every_further_order_of_marks_has_more_links) {
  std::size_t canonical = Links("marks = 'canonical'").links.size();
  std::size_t shadda = Links("marks = 'shadda-first'").links.size();
  std::size_t utr53 = Links("marks = 'utr53'").links.size();
  BOOST_TEST(shadda == canonical + 1);
  BOOST_TEST(utr53 == shadda + 2);
}

BOOST_AUTO_TEST_SUITE_END()
