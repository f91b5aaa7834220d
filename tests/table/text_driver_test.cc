// Cuts change nothing (law 2): a text in pieces gives what it gives as a whole.
#include <boost/test/unit_test.hpp>

#include <functional>

#include "chain/compile.h"
#include "chain/layout.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/text_driver.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(text_driver)

namespace {

std::unique_ptr<const CompiledChain> chain(const std::string &names,
                                           Direction direction = Direction::forward,
                                           Engine engine = Engine::automatic) {
  RuleLibrary library({});
  Report report;
  auto compiled =
      CompiledChain::build(steps_of_chain(names, direction, library, report), report, engine);
  BOOST_REQUIRE(compiled);
  return compiled;
}

struct Outcome {
  std::string out;
  Tally tally;
};

Outcome whole(const CompiledChain &compiled, std::string_view text, Invalid invalid) {
  Outcome outcome;
  outcome.tally = compiled.apply(text, invalid, outcome.out);
  return outcome;
}

// `cuts` has a bit for each place between two bytes.
Outcome cut(const CompiledChain &compiled, std::string_view text, std::uint64_t cuts,
            Invalid invalid) {
  TextDriver run(compiled.program(), invalid);
  Outcome outcome;
  std::size_t begin = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    if (at == text.size() || (cuts >> (at - 1) & 1) != 0) {
      run.write(text.substr(begin, at - begin), false, outcome.out);
      begin = at;
    }
  }
  outcome.tally = run.finish(outcome.out);
  return outcome;
}

void check_same(const Outcome &got, const Outcome &wanted, const std::string &what) {
  BOOST_REQUIRE_MESSAGE(got.out == wanted.out, what);
  BOOST_REQUIRE_MESSAGE(got.tally.malformed == wanted.tally.malformed, what);
  BOOST_REQUIRE_MESSAGE(wanted.tally.malformed == 0 ||
                            got.tally.first_malformed == wanted.tally.first_malformed,
                        what);
}

// Letters that stand in contexts, marks out of order, characters of all lengths, and bytes that
// are none.
const std::vector<std::string> texts{"\u0628\u064E\u0651\u0628",
                                     "\u064A\u0651\u064E\u0628",
                                     "\u0627\u0654\u0627\u0653",
                                     "\u0649\u0654\u0670\u0649",
                                     "a\u0301\u0651b",
                                     "\uFEFB\u064B\uFEFB",
                                     "\U0001F600\u0628\u0651",
                                     "\u0628\xD8\u0628\xD9",
                                     "\xE2\x80\u0628\xF0\x9F\x98",
                                     "\xED\xA0\x80\u0651\u064E",
                                     "\u0651\u064E\u0651\u064E",
                                     "y\u0304\u0331\u064A",
                                     "\u1100\u1161\u11A8",
                                     "\xFF\xFE\u0640\xD8\u0640\xA7"};

} // namespace

BOOST_AUTO_TEST_CASE(all_cuts_of_short_texts) {
  for (const char *names : {"buckwalter", "iso-233", "search,buckwalter", "clean", "nfkd"}) {
    for (Engine engine : {Engine::table, Engine::icu}) {
      auto compiled = chain(names, Direction::forward, engine);
      for (const std::string &text : texts) {
        for (Invalid invalid : {Invalid::keep, Invalid::replace}) {
          Outcome wanted = whole(*compiled, text, invalid);
          for (std::uint64_t cuts = 0; cuts < std::uint64_t{1} << (text.size() - 1); ++cuts) {
            check_same(cut(*compiled, text, cuts, invalid), wanted, names + (": " + text));
          }
        }
      }
    }
  }
}

// Long enough for kernels, cache and passes to take turns.
BOOST_AUTO_TEST_CASE(random_cuts_of_long_texts) {
  Random random(1);
  for (const char *names : {"buckwalter", "iso-233", "search", "clean", "nfd,iso-233,nfc"}) {
    auto compiled = chain(names);
    for (int i = 0; i < rounds(40); ++i) {
      std::string text = random_text(random, 400);
      Outcome wanted = whole(*compiled, text, Invalid::keep);
      for (std::size_t max : {3U, 20U, 200U}) {
        TextDriver run(compiled->program(), Invalid::keep);
        Outcome got;
        for (std::size_t at = 0; at < text.size();) {
          std::size_t size = std::uniform_int_distribution<std::size_t>(0, max)(random);
          run.write(std::string_view(text).substr(at, size), false, got.out);
          at += size;
        }
        got.tally = run.finish(got.out);
        check_same(got, wanted, names + (": " + text));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_run_can_be_used_for_another_text) {
  auto compiled = chain("iso-233");
  TextDriver run(compiled->program(), Invalid::keep);
  for (const std::string &text : texts) {
    Outcome got;
    run.write(text, false, got.out);
    got.tally = run.finish(got.out);
    check_same(got, whole(*compiled, text, Invalid::keep), text);
  }
}

BOOST_AUTO_TEST_CASE(an_error_stops_a_text_but_not_the_next_one) {
  auto compiled = chain("clean");
  TextDriver run(compiled->program(), Invalid::error);
  std::string out;
  run.write("\u0628 \u0651\u064E", false, out);
  run.write("\xFF\u0628", false, out);
  run.write("\u0628", false, out);
  Tally tally = run.finish(out);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(tally.first_malformed.value() == 7u);
  BOOST_TEST(std::string("\u0628 \u064E\u0651").starts_with(out));
  out.clear();
  run.write("\u0651\u064E", false, out);
  BOOST_TEST(!run.finish(out).stopped);
  BOOST_TEST(out == "\u064E\u0651");
}

// What comes out early is not held: of a long text nearly all has come before its end.
// Marks that first change places and then join what comes to stand beside them; when the kernel
// stops behind them, exactly their results are taken back, and nothing of what was in `out` before.
BOOST_AUTO_TEST_CASE(marks_that_change_places_and_join) {
  std::string text = rules("[[stage]]\nform = 'NFC'\n"
                           "[[stage]]\ntable = [{ from = '\\u064E\u0627', to = 'a\\u0304' },\n"
                           "{ from = '\\u064F', to = 'u' }, { from = '\\u0651', to = '\\u0303' }]\n"
                           "[[stage]]\nform = 'NFC'\n");
  Parsed parsed(text);
  auto table = CompiledChain::build(parsed.steps, parsed.report, Engine::table);
  auto icu = CompiledChain::build(parsed.steps, parsed.report, Engine::icu);
  BOOST_REQUIRE(table);
  BOOST_REQUIRE(icu);
  const std::vector<std::string> characters{"\u064F", "\u064B", "\u0651", "\u064E",
                                            "\u0627", "\u0628", " "};
  for (std::size_t n = 0; n < 7 * 7 * 7 * 7 * 7 * 7; ++n) {
    std::string word;
    for (std::size_t rest = n, i = 0; i < 6; ++i, rest /= 7) {
      word += characters[rest % 7];
    }
    std::string got = "kept";
    std::string wanted = "kept";
    table->apply(word, Invalid::keep, got);
    icu->apply(word, Invalid::keep, wanted);
    BOOST_REQUIRE_MESSAGE(got == wanted, word);
  }
}

// Letters that depend on the edges of the text, and are taken by the kernel elsewhere.
BOOST_AUTO_TEST_CASE(edges_of_the_text_and_ends_of_pieces) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = '\\u0628', before = '$end', to = 'x' },\n"
                      "{ from = '\\u0628', to = 'b' }, { from = '\\u062A', to = 't' },\n"
                      "{ from = '\\u062B', after = '$start', to = 'y' },\n"
                      "{ from = '\\u0644\\u0627', to = 'z' }]\n"));
  auto table = CompiledChain::build(parsed.steps, parsed.report, Engine::table);
  auto icu = CompiledChain::build(parsed.steps, parsed.report, Engine::icu);
  BOOST_REQUIRE(table);
  BOOST_REQUIRE(table->program().kernel_tables() != nullptr);
  const std::vector<std::string> letters{"\u0628", "\u062A", "\u062B", "\u0644", "\u0627"};
  const std::string filler = "\u062A\u062A\u062A\u062A\u062A\u062A\u062A\u062A\u062A\u062A";
  for (std::size_t n = 0; n < 5 * 5 * 5 * 5; ++n) {
    std::string text = letters[n % 5] + letters[n / 5 % 5];
    text += (n % 2 == 0 ? filler : "") + letters[n / 25 % 5] + letters[n / 125];
    Outcome wanted = whole(*icu, text, Invalid::keep);
    check_same(whole(*table, text, Invalid::keep), wanted, text);
    for (std::size_t at = 0; at < text.size(); ++at) {
      check_same(cut(*table, text, std::uint64_t{1} << at, Invalid::keep), wanted, text);
    }
  }
}

BOOST_AUTO_TEST_CASE(little_is_held) {
  for (const char *names : {"buckwalter", "iso-233", "search,buckwalter", "clean"}) {
    auto compiled = chain(names);
    std::string piece;
    for (int i = 0; i < 100; ++i) {
      piece += "\u0643\u0650\u062A\u064E\u0627\u0628 \u0639\u064E\u0631\u064E\u0628\u064A\u0651 ";
    }
    TextDriver run(compiled->program(), Invalid::keep);
    std::string out;
    for (int i = 0; i < 50; ++i) {
      run.write(piece, false, out);
    }
    std::size_t before_the_end = out.size();
    run.finish(out);
    BOOST_TEST(out.size() - before_the_end < 100u, names);
  }
}

// A row of marks is never held as a whole, whatever there is of it.
BOOST_AUTO_TEST_CASE(little_is_held_of_a_million_marks) {
  for (const char *names : {"nfc", "mark-order", "buckwalter", "clean"}) {
    auto compiled = chain(names);
    TextDriver run(compiled->program(), Invalid::keep);
    std::string out;
    run.write("\u0628", false, out);
    for (int i = 0; i < 100'000; ++i) {
      run.write("\u0651\u064E\u0654\u0650\u0655", false, out);
    }
    std::size_t before_the_end = out.size();
    run.finish(out);
    BOOST_TEST(out.size() - before_the_end < 50'000u, names);
    BOOST_TEST(out.size() > 400'000u, names);
  }
}

BOOST_AUTO_TEST_CASE(little_is_held_of_starters_that_may_compose) {
  auto compiled = chain("nfc");
  TextDriver run(compiled->program(), Invalid::keep);
  std::string out;
  for (int i = 0; i < 100'000; ++i) {
    run.write("\u1161", false, out);
  }
  BOOST_TEST(out.size() > 290'000u);
  run.finish(out);
  BOOST_TEST(out.size() == 300'000u);
}

BOOST_AUTO_TEST_SUITE_END()
