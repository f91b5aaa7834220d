// Compiling chains.
#include <boost/test/unit_test.hpp>

#include "chain/compile.h"
#include "chain/layout.h"
#include "chain/reach.h"
#include "stages/icu_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(compile)

namespace {

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }
std::string rows(const std::string &rows) { return stage("table = [" + rows + "]"); }

// The sets of a chain's steps in the order in which they run, with "-" if backwards, or the codes
// of its errors.
std::string steps_of(std::string_view chain, Direction direction = Direction::forward,
                     const std::vector<std::string> &path = {}) {
  Report report;
  RuleLibrary library({.path = path});
  std::string out;
  for (const Step &step : steps_of_chain(chain, direction, library, report)) {
    out += out.empty() ? "" : " ";
    out += (step.direction == Direction::reverse ? "-" : "") + step.set->name;
  }
  std::string wrong = codes(report);
  return wrong.empty() ? out : wrong;
}

// The reach of a rule text: behind, ahead.
std::pair<std::size_t, std::size_t> reach(const std::string &body,
                                          Direction direction = Direction::forward) {
  Parsed parsed(rules(body), direction);
  Reach reach = reach_of(parsed.steps);
  BOOST_TEST(reach.bounded);
  return {reach.behind, reach.ahead};
}

using Pair = std::pair<std::size_t, std::size_t>;

} // namespace

BOOST_AUTO_TEST_CASE(a_chain_runs_from_left_to_right) {
  TemporaryFolder folder;
  for (const char *name : {"a", "b", "c"}) {
    folder.write(std::string(name) + ".toml",
                 "format = 1\nname = '" + std::string(name) + "'\n" + stage("form = 'NFC'"));
  }
  BOOST_TEST(steps_of("a,b,c", Direction::forward, {folder.path()}) == "a b c");
  BOOST_TEST(steps_of("a,b,c", Direction::reverse, {folder.path()}) == "-c -b -a");
  BOOST_TEST(steps_of("a,a", Direction::forward, {folder.path()}) == "a a");
}

BOOST_AUTO_TEST_CASE(an_empty_element_is_an_error) {
  for (const char *chain : {"", ",", "search,", ",search", "search,,search"}) {
    BOOST_TEST(steps_of(chain) == "AR0005");
  }
}

BOOST_AUTO_TEST_CASE(a_colon_decodes_what_is_in_front_of_it) {
  TemporaryFolder folder;
  for (const char *name : {"a", "b", "c"}) {
    folder.write(std::string(name) + ".toml",
                 "format = 1\nname = '" + std::string(name) + "'\n" + stage("form = 'NFC'"));
  }
  BOOST_TEST(steps_of("a:b,c", Direction::forward, {folder.path()}) == "-a b c");
  BOOST_TEST(steps_of("a:b,c", Direction::reverse, {folder.path()}) == "-c -b a");
  BOOST_TEST(steps_of("a:,b", Direction::forward, {folder.path()}) == "-a b");
  BOOST_TEST(steps_of("a:,b", Direction::reverse, {folder.path()}) == "-b a");
}

BOOST_AUTO_TEST_CASE(a_colon_has_one_set_at_least_in_front_of_it) {
  for (const char *chain : {":", ":search", "search,:", "search,:,search"}) {
    BOOST_TEST(steps_of(chain) == "AR0005");
  }
  BOOST_TEST(steps_of("a:b:c") == "AR0006");
  BOOST_TEST(steps_of("buckwalter::iso-233") == "AR0006");
  BOOST_TEST(steps_of("search:buckwalter") == "AR0210");
  BOOST_TEST(steps_of("no-such:none-such").size() == std::string("AR0004 AR0004").size());
}

BOOST_AUTO_TEST_CASE(a_space_is_part_of_a_name) {
  BOOST_TEST(steps_of("search, search") == "AR0004");
}

BOOST_AUTO_TEST_CASE(errors_of_all_elements_are_found) {
  BOOST_TEST(steps_of("no-such,none-such,").size() == std::string("AR0004 AR0004 AR0005").size());
}

BOOST_AUTO_TEST_CASE(in_reverse_something_must_run) {
  TemporaryFolder folder;
  folder.write("one.toml",
               "format = 1\nname = 'one'\n" + stage("remove = '[a]'\nonly = 'forward'"));
  folder.write("two.toml", "format = 1\nname = 'two'\n" + rows("{ from = 'a', to = 'b' }"));
  BOOST_TEST(steps_of("one", Direction::reverse, {folder.path()}) == "AR0210");
  BOOST_TEST(steps_of("one,two", Direction::reverse, {folder.path()}) == "-two");
  BOOST_TEST(steps_of("one", Direction::forward, {folder.path()}) == "one");
}

BOOST_AUTO_TEST_CASE(what_has_no_reverse_is_an_error) {
  BOOST_TEST(steps_of("strip-tatweel", Direction::reverse).starts_with("AR02"));
}

namespace {

// The engines of the steps, as letters.
std::string engines(const CompiledChain &compiled) {
  std::string out;
  for (const EngineChoice &choice : compiled.choices()) {
    out += choice.engine == Engine::icu ? 'i' : 't';
    BOOST_TEST(choice.why.empty() == (choice.engine == Engine::table));
  }
  return out;
}

const std::string mixed = stage("form = 'NFC'") + stage("icu = 'Lower'") + stage("icu = 'Upper'") +
                          rows("{ from = 'a', to = 'b', after = 'c' }");

} // namespace

BOOST_AUTO_TEST_CASE(icu_runs_only_what_it_must_or_is_asked_for) {
  Parsed parsed(rules(mixed));
  auto automatic = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(automatic);
  BOOST_TEST(automatic->steps().size() == 4u);
  BOOST_TEST(engines(*automatic) == "tiit");
  auto icu = CompiledChain::build(parsed.steps, parsed.report, Engine::icu);
  BOOST_REQUIRE(icu);
  BOOST_TEST(engines(*icu) == "iiii");
}

BOOST_AUTO_TEST_CASE(tables_alone_cannot_run_what_is_of_icu) {
  Parsed parsed(rules(mixed));
  BOOST_TEST(CompiledChain::build(parsed.steps, parsed.report, Engine::table) == nullptr);
  BOOST_TEST(codes(parsed.report) == "AR0405 AR0405");
}

BOOST_AUTO_TEST_CASE(no_steps_copy_the_text) {
  Report report;
  auto compiled = CompiledChain::build({}, report);
  BOOST_REQUIRE(compiled);
  std::string out = "x";
  Tally tally = compiled->apply("a\u0628\xFF", Invalid::keep, out);
  BOOST_TEST(out == "xa\u0628\xFF");
  BOOST_TEST(tally.malformed == 1u);
  BOOST_TEST(tally.first_malformed.value() == 3u);
}

BOOST_AUTO_TEST_CASE(earlier_errors_do_not_hinder_a_chain) {
  Parsed parsed(rules(rows("{ from = 'a', to = 'b' }")));
  parsed.report.error(Code::AR0301, {}, "a test failed");
  BOOST_TEST(CompiledChain::build(parsed.steps, parsed.report) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_wrong_step_gives_no_chain) {
  Parsed parsed(rules(stage("icu = 'No-Such'")));
  BOOST_TEST(CompiledChain::build(parsed.steps, parsed.report) == nullptr);
  BOOST_TEST(codes(parsed.report) == "AR0209");
}

BOOST_AUTO_TEST_CASE(a_replaced_byte_is_text_for_the_rules) {
  Parsed parsed(rules(rows("{ from = '\\uFFFD', to = '?' }")));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  std::string out;
  compiled->apply("a\xF0\x9F\x98z\xFF", Invalid::replace, out);
  BOOST_TEST(out == "a?z?");
}

BOOST_AUTO_TEST_CASE(a_stopped_text_is_not_transformed) {
  Report report;
  auto compiled = CompiledChain::build({}, report);
  std::string out = "x";
  Tally tally = compiled->apply("ab\xFF", Invalid::error, out);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(tally.first_malformed.value() == 2u);
  BOOST_TEST(out == "x");
}

BOOST_AUTO_TEST_CASE(one_character_tables_look_nowhere) {
  BOOST_TEST((reach(rows("{ from = 'a', to = 'bcd' }")) == Pair{0, 0}));
  BOOST_TEST((reach(stage("remove = '[a]'")) == Pair{0, 0}));
  BOOST_TEST((reach("stage = []\n") == Pair{0, 0}));
  BOOST_TEST((reach("stage = [{ table = [] }]\n") == Pair{0, 0}));
}

BOOST_AUTO_TEST_CASE(a_table_looks_as_far_as_its_matches_and_contexts) {
  BOOST_TEST((reach(rows("{ from = 'abc', to = '' }")) == Pair{2, 2}));
  BOOST_TEST(
      (reach(rows("{ from = 'a', to = '', after = 'xx', before = 'y{1,3}' }")) == Pair{2, 3}));
  BOOST_TEST((reach(rows("{ from = 'ab?', to = '', after = 'x' }")) == Pair{2, 1}));
}

BOOST_AUTO_TEST_CASE(reaches_of_stages_add_up) {
  BOOST_TEST(
      (reach(rows("{ from = 'ab', to = '' }") + rows("{ from = 'cde', to = '' }")) == Pair{3, 3}));
  BOOST_TEST((reach(stage("squeeze = { set = '[a]', max = 3 }")) == Pair{3, 0}));
}

BOOST_AUTO_TEST_CASE(the_reach_is_that_of_the_direction) {
  BOOST_TEST((reach(rows("{ from = 'a', to = 'bcd' }"), Direction::reverse) == Pair{2, 2}));
}

BOOST_AUTO_TEST_CASE(forms_look_over_a_run_of_marks) {
  Pair form = reach(stage("form = 'NFC'"));
  BOOST_TEST(form.first > max_mark_run);
  BOOST_TEST(form.second > max_mark_run);
  BOOST_TEST((reach(stage("marks = 'utr53'")) == form));
}

BOOST_AUTO_TEST_CASE(foreign_transforms_look_anywhere) {
  Parsed parsed(rules(stage("icu = 'Latin-ASCII'")));
  BOOST_TEST(!reach_of(parsed.steps).bounded);
}

BOOST_AUTO_TEST_SUITE_END()
