// Stages in the order in which they run, and rows in the direction in which they run.
#include <boost/test/unit_test.hpp>

#include "chain/layout.h"
#include "characters/utf.h"
#include "rules/step.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(layout)

namespace {

std::string head(const std::string &name) { return "format = 1\nname = '" + name + "'\n"; }

// The stages of a rule text, each as its kind and the set it belongs to.
std::string laid_out(const std::string &body, Direction direction = Direction::forward) {
  Parsed parsed(rules(body), direction);
  std::string wrong = codes(parsed.report);
  std::string out;
  for (const Step &step : parsed.steps) {
    BOOST_TEST((step.direction == direction));
    out += (out.empty() ? "" : " ") + key_of(*step.stage);
  }
  return wrong.empty() ? out : wrong;
}

std::string reversed(const std::string &body) { return laid_out(body, Direction::reverse); }

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }

const std::string one_row = "table = [{ from = 'a', to = 'b' }]";

// The rows of one table stage as they run, "from>to", turned ones with a star.
std::string oriented(const std::string &rows, Direction direction, Only stage_only = Only::both) {
  Parsed parsed(table(rows));
  BOOST_REQUIRE(parsed.set);
  const auto &stage = std::get<TableStage>(parsed.set->stages[0].what);
  std::string out;
  for (const OrientedRow &row : oriented_rows(stage, stage_only, direction)) {
    out += out.empty() ? "" : " ";
    out += std::to_string(row.number) + ":" + to_utf8(row.row->from.literal()) + ">" +
           to_utf8(row.row->to.literal()) + (row.turned ? "*" : "");
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(stages_run_in_the_order_of_the_file) {
  BOOST_TEST(laid_out(stage("form = 'NFC'") + stage(one_row) + stage("marks = 'utr53'")) ==
             "form table marks");
}

BOOST_AUTO_TEST_CASE(in_reverse_they_run_last_to_first) {
  BOOST_TEST(reversed(stage("form = 'NFC'") + stage(one_row) + stage("marks = 'utr53'")) ==
             "marks table form");
}

BOOST_AUTO_TEST_CASE(a_stage_for_one_direction_runs_in_that_one) {
  const std::string body = stage("form = 'NFC'\nonly = 'forward'") +
                           stage("marks = 'utr53'\nonly = 'reverse'") + stage(one_row);
  BOOST_TEST(laid_out(body) == "form table");
  BOOST_TEST(reversed(body) == "table marks");
}

BOOST_AUTO_TEST_CASE(what_has_no_reverse_is_refused_there) {
  for (const char *keys :
       {"remove = '[a]'", "squeeze = { set = '[a]', max = 1 }", "icu = 'Latin-ASCII'"}) {
    BOOST_TEST(laid_out(stage(keys)) != "AR0205");
    BOOST_TEST(reversed(stage(keys)) == "AR0205");
  }
}

BOOST_AUTO_TEST_CASE(what_has_no_reverse_may_run_one_way) {
  for (const char *keys :
       {"remove = '[a]'", "squeeze = { set = '[a]', max = 1 }", "icu = 'Latin-ASCII'"}) {
    BOOST_TEST(reversed(stage(keys + std::string("\nonly = 'forward'")) + stage(one_row)) ==
               "table");
    BOOST_TEST(reversed(stage(keys + std::string("\nonly = 'reverse'")) + stage(one_row)) !=
               "AR0205");
  }
}

BOOST_AUTO_TEST_CASE(every_stage_without_a_reverse_is_named) {
  BOOST_TEST(reversed(stage("remove = '[a]'") + stage("icu = 'NFC'")) == "AR0205 AR0205");
}

BOOST_AUTO_TEST_CASE(a_table_without_a_row_for_the_way_back_does_not_run_there) {
  const std::string one_way = stage("table = [{ from = '[ab]', to = 'x' }]");
  BOOST_TEST(laid_out(one_way + stage(one_row)) == "table table");
  BOOST_TEST(reversed(one_way + stage(one_row)) == "table");
  BOOST_TEST(reversed(one_way) == "");
}

BOOST_AUTO_TEST_CASE(use_is_laid_out) {
  TemporaryFolder folder;
  folder.write("one.toml", head("one") + stage("form = 'NFC'") + stage(one_row));
  std::string file =
      folder.write("x.toml", head("x") + stage("marks = 'utr53'") + stage("use = 'one'"));
  RuleLibrary library({});
  Report report;
  RuleSetPtr set = library.load(file, {}, report);
  BOOST_REQUIRE(set);
  std::vector<Step> forward;
  lay_out(set, Direction::forward, library, forward, report);
  BOOST_REQUIRE(forward.size() == 3u);
  BOOST_TEST(key_of(*forward[0].stage) == "marks");
  BOOST_TEST(key_of(*forward[2].stage) == "table");
  BOOST_TEST(forward[0].set->name == "x");
  BOOST_TEST(forward[2].set->name == "one");
  std::vector<Step> back;
  lay_out(set, Direction::reverse, library, back, report);
  BOOST_REQUIRE(back.size() == 3u);
  BOOST_TEST(key_of(*back[0].stage) == "table");
  BOOST_TEST(key_of(*back[2].stage) == "marks");
}

BOOST_AUTO_TEST_CASE(use_may_run_one_way) {
  TemporaryFolder folder;
  folder.write("one.toml", head("one") + stage("remove = '[a]'"));
  std::string file =
      folder.write("x.toml", head("x") + stage("use = 'one'\nonly = 'forward'") + stage(one_row));
  Options options;
  options.direction = Direction::reverse;
  Loaded loaded = Chain::load(file, options);
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("ab") == "aa");
}

BOOST_AUTO_TEST_CASE(too_many_stages_are_refused) {
  std::string body;
  for (int i = 0; i < 1000; ++i) {
    body += stage("form = 'NFC'");
  }
  BOOST_TEST(laid_out(body).starts_with("form form"));
  BOOST_TEST(laid_out(body + stage("form = 'NFC'")) == "AR0402");
}

// The limit is that of the chain, not of each set in it.
BOOST_AUTO_TEST_CASE(too_many_stages_of_several_sets_are_refused) {
  auto codes_of = [](const std::string &set, std::size_t times) {
    std::string chain = set;
    for (std::size_t i = 1; i < times; ++i) {
      chain += "," + set;
    }
    Loaded loaded = Chain::load(chain);
    return loaded ? "" : to_string(loaded.diagnostics.front().code);
  };
  BOOST_TEST(codes_of("nfc", 1000) == "");
  BOOST_TEST(codes_of("nfc", 1001) == "AR0402");
  BOOST_TEST(codes_of("search", 500) == "AR0402");
  BOOST_TEST(codes_of("nfc:", 1001) == "AR0402");
  std::string unknown = "x";
  for (int i = 0; i < 20'000; ++i) {
    unknown += ",x";
  }
  BOOST_TEST(render(Chain::load(unknown).diagnostics) ==
             "error[AR0402]: more than 1000 stages in one chain\n"
             "  = help: convert the text with one part of the chain and then with the other\n");
}

BOOST_AUTO_TEST_CASE(sets_that_double_at_every_file_are_refused) {
  for (const char *last : {"[[stage]]\nform = 'NFC'\n", "stage = []\n"}) {
    TemporaryFolder folder;
    for (int i = 0; i < 40; ++i) {
      std::string next = stage("use = 'n" + std::to_string(i + 1) + "'");
      folder.write("n" + std::to_string(i) + ".toml", head("n" + std::to_string(i)) + next + next);
    }
    folder.write("n40.toml", head("n40") + last);
    Loaded loaded = Chain::load(folder.path() + "/n0.toml");
    BOOST_REQUIRE(loaded.diagnostics.size() == 1u);
    BOOST_TEST(to_string(loaded.diagnostics[0].code) == "AR0402");
  }
}

BOOST_AUTO_TEST_CASE(only_what_has_a_way_back_runs_backwards) {
  RuleLibrary library({});
  auto runs_back = [&](const std::string &body) {
    Report report;
    RuleSetPtr set = library.parse(rules(body), "<test>", report);
    BOOST_REQUIRE(set);
    return runs_backwards(set, library);
  };
  BOOST_TEST(runs_back(stage(one_row)));
  BOOST_TEST(runs_back(stage("form = 'NFC'")));
  BOOST_TEST(!runs_back(stage("table = [{ from = '[ab]', to = 'x' }]")));
  BOOST_TEST(!runs_back(stage("remove = '[a]'")));
  BOOST_TEST(!runs_back(stage("remove = '[a]'\nonly = 'forward'")));
  BOOST_TEST(!runs_back("stage = []\n"));
}

BOOST_AUTO_TEST_CASE(forward_rows_stand_as_they_are) {
  BOOST_TEST(oriented("{ from = 'a', to = 'b' }, { from = 'c', to = '' }", Direction::forward) ==
             "0:a>b 1:c>");
}

BOOST_AUTO_TEST_CASE(in_reverse_from_and_to_are_exchanged) {
  BOOST_TEST(oriented("{ from = 'a', to = 'b' }, { from = 'c', to = 'de' }", Direction::reverse) ==
             "0:b>a* 1:de>c*");
}

BOOST_AUTO_TEST_CASE(in_reverse_only_rows_of_two_strings_run) {
  BOOST_TEST(oriented("{ from = 'a', to = '' }, { from = 'b', to = 'x', after = 'c' }, "
                      "{ from = '[cd]', to = 'y' }, { from = 'e', to = 'z' }",
                      Direction::reverse) == "3:z>e*");
}

BOOST_AUTO_TEST_CASE(rows_for_one_direction_run_in_that_one) {
  const std::string rows = "{ from = 'a', to = 'b', only = 'forward' }, "
                           "{ from = 'c', to = 'd', only = 'reverse' }";
  BOOST_TEST(oriented(rows, Direction::forward) == "0:a>b");
  BOOST_TEST(oriented(rows, Direction::reverse) == "1:c>d");
}

BOOST_AUTO_TEST_CASE(a_table_for_the_way_back_stands_as_it_is) {
  BOOST_TEST(oriented("{ from = 'a', to = 'b' }, { from = 'c', to = '' }", Direction::reverse,
                      Only::reverse) == "0:a>b 1:c>");
}

BOOST_AUTO_TEST_CASE(text_that_looks_like_a_pattern_is_turned_as_text) {
  BOOST_TEST(test::apply(table("{ from = 'a', to = '\\[x]$$?' }"), "[x]$?x", Direction::reverse) ==
             "ax");
}

BOOST_AUTO_TEST_SUITE_END()
