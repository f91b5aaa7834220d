// Compares both engines with the interpreter of the definition, on random rule files.
#include <boost/test/unit_test.hpp>

#include <functional>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/text_driver.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(meaning)

namespace {

// The steps of a rule text, or none if it is rejected.
std::vector<Step> steps_of(const std::string &rules, Direction direction, RuleLibrary &library,
                           Report &report) {
  std::vector<Step> steps;
  if (RuleSetPtr set = library.parse(rules, "<random>", report)) {
    lay_out(set, direction, library, steps, report);
  }
  return steps;
}

// Converts the text in pieces of random sizes, some of them empty.
std::string in_pieces(const CompiledChain &compiled, const std::string &text, Random &random) {
  std::uniform_int_distribution<std::size_t> size(0, text.size() / 3 + 2);
  TextDriver run(compiled.program(), Invalid::keep);
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    std::string_view piece = std::string_view(text).substr(at, size(random));
    at += piece.size();
    run.write(piece, false, out);
  }
  run.write({}, true, out);
  return out;
}

// Compares results for texts. Returns true if the rule file could be loaded.
bool agree(const std::string &rules, Direction direction,
           const std::function<void(const std::function<void(const std::string &)> &)> &texts) {
  Options options;
  options.direction = direction;
  options.engine = Engine::icu;
  options.texts = random_word_files();
  Loaded loaded = Chain::parse(rules, options);
  for (const Diagnostic &d : loaded.diagnostics) {
    BOOST_REQUIRE_MESSAGE(d.code != Code::AR0404, rules << render(loaded.diagnostics));
  }
  if (!loaded) {
    return false; // rejected by arnorm; broken_files_test tests this
  }
  RuleLibrary library({.texts = random_word_files()});
  Report report;
  std::vector<Step> steps = steps_of(rules, direction, library, report);
  const std::pair<const char *, std::unique_ptr<const CompiledChain>> engines[]{
      {"icu", CompiledChain::build(steps, report, Engine::icu)},
      {"table", CompiledChain::build(steps, report, Engine::table)}};
  Random random(7);
  bool same = true;
  texts([&](const std::string &text) {
    std::string wanted = interpret(steps, text);
    auto compare = [&](const std::string &got, const char *engine, const char *how) {
      if (same && got != wanted) {
        same = false;
        BOOST_ERROR(rules << "engine: " << engine << how << "\ntext:   " << code_points(text)
                          << "\nwanted: " << code_points(wanted)
                          << "\ngot:    " << code_points(got));
      }
    };
    for (const auto &[engine, compiled] : engines) {
      BOOST_REQUIRE(compiled);
      std::string got;
      compiled->apply(text, Invalid::keep, got);
      compare(got, engine, "");
      compare(in_pieces(*compiled, text, random), engine, ", in pieces");
    }
  });
  return true;
}

} // namespace

BOOST_AUTO_TEST_CASE(random_rule_files_mean_what_the_definition_says) {
  Random random(20);
  int loaded = 0;
  for (int i = 0; i < rounds(4000); ++i) {
    std::string rules = random_rule_file(random);
    Direction direction = i % 4 == 0 ? Direction::reverse : Direction::forward;
    loaded += agree(rules, direction, [&](const auto &check) {
      for (int n = 0; n < 40; ++n) {
        check(random_text(random, 12));
      }
    });
  }
  BOOST_TEST(loaded > rounds(2000));
}

// All texts of up to four characters over a small alphabet, for fewer rule files.
BOOST_AUTO_TEST_CASE(all_short_texts_mean_what_the_definition_says) {
  Random random(21);
  const std::vector<std::string> alphabet{"a", "b", "\u064E", "\u0651", "\U0001F600", "\uFFFF"};
  for (int i = 0; i < rounds(40); ++i) {
    agree(random_rule_file(random), Direction::forward, [&](const auto &check) {
      std::function<void(std::string, int)> all = [&](const std::string &text, int left) {
        check(text);
        for (const std::string &letter : alphabet) {
          if (left > 0) {
            all(text + letter, left - 1);
          }
        }
      };
      all("", 4);
    });
  }
}

// Texts of several pieces: the engine must keep enough state between pieces.
BOOST_AUTO_TEST_CASE(long_texts_mean_what_the_definition_says) {
  Random random(22);
  for (int i = 0; i < rounds(150); ++i) {
    agree(random_rule_file(random), Direction::forward, [&](const auto &check) {
      check(random_text(random, 3000));
      check(random_text(random, 3000));
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
