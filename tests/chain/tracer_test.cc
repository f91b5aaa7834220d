// What a chain tells of what it did.
#include <boost/test/unit_test.hpp>

#include "arnorm/trace.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(tracer)

namespace {

Loaded parse(const std::string &body, Direction direction = Direction::forward) {
  Options options;
  options.direction = direction;
  Loaded loaded = Chain::parse(test::rules(body), options, "test.toml");
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded;
}

std::string range(Range range) {
  return std::to_string(range.begin) + "-" + std::to_string(range.end);
}

// "0-2>0-1 test.toml:5, ..."
std::string edits(const StageTrace &stage) {
  std::string out;
  for (const TraceEdit &edit : stage.edits) {
    out += (out.empty() ? "" : ", ") + range(edit.in) + ">" + range(edit.out);
    if (edit.row) {
      out += " " + stage.rows.at(*edit.row).text;
    }
  }
  return out;
}

std::string near(const StageTrace &stage) {
  std::string out;
  for (const NearRow &row : stage.near) {
    out += (out.empty() ? "" : ", ") + range(row.in) + " " +
           (row.context == NearRow::Context::after ? "after " : "before ") + row.wanted + " saw " +
           range(row.seen);
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_match_names_its_row) {
  Loaded chain = parse("[[stage]]\ntable = [\n"
                       "  { from = 'a', to = 'xy', note = 'first' },\n"
                       "  { from = 'bc', to = '' },\n"
                       "  { from = 'd', to = 'd' },\n]\n");
  Trace trace = chain->trace("\u0628abcxd");
  BOOST_REQUIRE(trace.stages.size() == 1u);
  const StageTrace &stage = trace.stages[0];
  BOOST_TEST(stage.stage.kind == "table");
  BOOST_TEST(stage.in == "\u0628abcxd");
  BOOST_TEST(stage.out == "\u0628xyxd");
  BOOST_TEST(trace.out == stage.out);
  BOOST_TEST(edits(stage) == "2-3>2-4 { from = 'a', to = 'xy', note = 'first' }, "
                             "3-5>4-4 { from = 'bc', to = '' }, 6-7>5-6 { from = 'd', to = 'd' }");
  BOOST_TEST(stage.rows[0].note == "first");
  BOOST_TEST(stage.rows[0].file == "test.toml");
  BOOST_TEST(stage.rows[1].line == stage.rows[0].line + 1);
  BOOST_TEST(stage.rows[0].column == 3u);
  BOOST_TEST(stage.near.empty());
}

BOOST_AUTO_TEST_CASE(stages_follow_each_other) {
  Loaded chain = parse("[[stage]]\nform = 'NFC'\n[[stage]]\nremove = '[\u0640]'\n"
                       "[[stage]]\nsqueeze = { set = '[b]', max = 1 }\n"
                       "[[stage]]\nmarks = 'shadda-first'\n");
  Trace trace = chain->trace("\u0627\u0653\u0640bbb\u0628\u064E\u0651");
  BOOST_REQUIRE(trace.stages.size() == 4u);
  BOOST_TEST(edits(trace.stages[0]) == "0-4>0-2");
  BOOST_TEST(edits(trace.stages[1]) == "2-4>2-2");
  BOOST_TEST(edits(trace.stages[2]) == "3-4>3-3, 4-5>3-3");
  BOOST_TEST(edits(trace.stages[3]) == "5-9>5-9");
  for (std::size_t i = 1; i < 4; ++i) {
    BOOST_TEST(trace.stages[i].in == trace.stages[i - 1].out);
  }
  BOOST_TEST(trace.out == chain->apply(trace.in));
}

// U+0374 is U+02B9 in every form: one character for one.
BOOST_AUTO_TEST_CASE(a_form_that_exchanges_a_character_has_an_edit) {
  Trace trace = parse("[[stage]]\nform = 'NFC'\n")->trace("a\u0374a");
  BOOST_TEST(trace.out == "a\u02B9a");
  BOOST_TEST(edits(trace.stages[0]) == "1-3>1-3");
}

BOOST_AUTO_TEST_CASE(a_row_that_runs_backwards_says_so) {
  Loaded chain = parse("[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n", Direction::reverse);
  Trace trace = chain->trace("b");
  BOOST_TEST(trace.out == "a");
  BOOST_TEST(edits(trace.stages[0]) == "0-1>0-1 { from = 'a', to = 'b' }");
  BOOST_TEST(trace.stages[0].rows[0].turned);
}

BOOST_AUTO_TEST_CASE(rows_that_nearly_fired_tell_the_context_and_what_it_saw) {
  Loaded chain = parse("[[stage]]\ntable = [\n"
                       "  { from = 'a', to = '1', before = '[bc]' },\n"
                       "  { from = 'a', to = '2', after = 'xy' },\n"
                       "  { from = 'a', to = '3', after = '$edge', before = ['b', 'de'] },\n]\n");
  auto told = [&](const char *text) { return near(chain->trace(text, {.near = true}).stages[0]); };
  BOOST_TEST(told("ab") == "0-1 after 'xy' saw 0-0"); // the first row fired, the third fits
  BOOST_TEST(told("a") == "0-1 before '[bc]' saw 1-1, 0-1 after 'xy' saw 0-0, "
                          "0-1 before 'b', 'de' saw 1-1");
  // Of the third row's contexts `de` came furthest.
  BOOST_TEST(told("adx") == "0-1 before '[bc]' saw 1-2, 0-1 after 'xy' saw 0-0, "
                            "0-1 before 'b', 'de' saw 2-3");
  BOOST_TEST(told("\u0628ya") == "3-4 before '[bc]' saw 4-4, 3-4 after 'xy' saw 0-2, "
                                 "3-4 after '$edge' saw 2-3");
  BOOST_TEST(told("q") == "");
}

BOOST_AUTO_TEST_CASE(what_icu_runs_has_edits_without_rows) {
  Loaded chain = parse("[[stage]]\nicu = 'Latin-ASCII'\n");
  Trace trace = chain->trace("a\u0113b");
  BOOST_TEST(trace.out == "aeb");
  BOOST_TEST(edits(trace.stages[0]) == "1-3>1-2");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_treated_as_the_chain_does) {
  Loaded chain = parse("[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n");
  Trace kept = chain->trace("\xFF"
                            "a");
  BOOST_TEST(kept.out == "\xFF"
                         "b");
  BOOST_TEST(edits(kept.stages[0]).substr(0, 7) == "1-2>1-2");
  BOOST_TEST(kept.tally.malformed == 1u);
  BOOST_TEST(chain->trace("\xFF", {.invalid = Invalid::replace}).out == "\uFFFD");
  Trace stopped = chain->trace("a\xFF", {.invalid = Invalid::error});
  BOOST_TEST(stopped.tally.stopped);
  BOOST_TEST(stopped.stages.empty());
  BOOST_TEST(stopped.out.empty());
}

BOOST_AUTO_TEST_CASE(no_text_is_a_trace_without_edits) {
  Trace trace = parse("[[stage]]\nform = 'NFC'\n")->trace("", {.near = true});
  BOOST_REQUIRE(trace.stages.size() == 1u);
  BOOST_TEST(trace.stages[0].edits.empty());
}

// A trace is another way through the same stages, and must arrive where the chain does.
BOOST_AUTO_TEST_CASE(a_trace_ends_where_the_chain_does) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    Loaded chain = Chain::load(name);
    BOOST_REQUIRE(chain);
    for (std::string text : {"\u0627\u0644\u0634\u0651\u064E\u0645\u0652\u0633\u064F",
                             "\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F \u0662\u0660",
                             "\xD9 \u0622\u0640\u0640\u0629"}) {
      Trace trace = chain->trace(text);
      BOOST_TEST(trace.out == chain->apply(text), name);
      std::string last = text;
      for (const StageTrace &stage : trace.stages) {
        BOOST_TEST(stage.in == last);
        last = stage.out;
      }
      BOOST_TEST(last == trace.out);
    }
  }
}

// Characters that follow a starter and are starters themselves compose with it one after the other
// (Unicode Standard, 3.12): a Hangul syllable of three jamo, Bengali signs, Kaithi letters.
BOOST_AUTO_TEST_CASE(starters_that_compose_are_traced) {
  Loaded chain = Chain::load("nfc");
  BOOST_REQUIRE(chain);
  for (std::string text :
       {"\u1100\u1161\u11A8", "a\u1100\u1161\u11A8\u0628", "\u1100\u1161",
        "\u09C7\u09BE\u09C7\u09D7", "\U00011099\U000110BA\U00011131\U00011127"}) {
    Trace trace = chain->trace(text);
    BOOST_TEST(trace.out == chain->apply(text));
    BOOST_TEST(trace.stages.back().out == trace.out);
  }
}

BOOST_AUTO_TEST_CASE(json_says_the_same) {
  Loaded chain = parse("[[stage]]\ntable = [\n{ from = 'a', to = '\"', note = 'n' },\n"
                       "{ from = 'b', to = 'c', before = 'd' }]\n");
  Trace trace = chain->trace("ab\xFF", {.near = true});
  std::string line = std::to_string(trace.stages[0].rows[0].line);
  std::string next = std::to_string(trace.stages[0].rows[1].line);
  std::string set = trace.stages[0].stage.set;
  BOOST_TEST(to_json(trace) ==
             "{\"in\": \"ab\uFFFD\", \"out\": \"\\\"b\uFFFD\", \"stages\": [{\"stage\": 1, "
             "\"set\": \"" +
                 set +
                 "\", \"kind\": \"table\", \"direction\": \"forward\", "
                 "\"in\": \"ab\uFFFD\", \"out\": \"\\\"b\uFFFD\", \"edits\": [{\"in\": [0, 1], "
                 "\"out\": [0, 1], \"row\": \"test.toml:" +
                 line +
                 "\", \"note\": \"n\"}], "
                 "\"near\": [{\"in\": [1, 2], \"row\": \"test.toml:" +
                 next +
                 "\", "
                 "\"context\": \"before\", \"wanted\": \"'d'\", \"seen\": [2, 3]}]}]}");
}

BOOST_AUTO_TEST_SUITE_END()
