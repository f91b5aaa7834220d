// The filter of places at which rules may begin, compared with the rules.
#include <boost/test/unit_test.hpp>

#include "chain/layout.h"
#include "characters/utf.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/match_automaton.h"
#include "table/start_filter.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(start_filter)

namespace {

// A table with its rules and its filter.
struct Filtered {
  explicit Filtered(const Step &step)
      : table(flatten(
            oriented_rows(std::get<TableStage>(step.stage->what), step.stage->only, step.direction),
            report)),
        classes(table), filter(table, classes), match_rules(table, classes),
        automaton(match_rules) {}

  // The places in a text that the filter names.
  std::vector<std::size_t> places(std::u32string_view text) const {
    std::u32string padded = pad(text);
    std::vector<std::size_t> result;
    std::size_t end = margin + text.size();
    for (std::size_t at = margin; at < end; ++at) {
      at = filter.next(padded.data(), at, end, padded.size());
      if (at < end) {
        result.push_back(at - margin);
      }
    }
    return result;
  }

  std::vector<std::size_t> matches(std::u32string_view text) {
    std::u32string padded = pad(text);
    std::vector<std::size_t> result;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (automaton.rule_at(padded.data() + margin + at) != 0) {
        result.push_back(at);
      }
    }
    return result;
  }

  Report report;
  FlatRules table;
  CharacterClasses classes;
  StartFilter filter;
  MatchRules match_rules;
  MatchAutomaton automaton;

private:
  static constexpr std::size_t margin = 100;
  static std::u32string pad(std::u32string_view text) {
    std::u32string edges(margin, CodePointSet::edge);
    return edges + std::u32string(text) + edges;
  }
};

} // namespace

BOOST_AUTO_TEST_CASE(neighbours_rule_places_out) {
  Parsed parsed(rules("[[stage]]\ntable = [\n{ from = 'ab', before = 'c', to = 'x' },\n"
                      "{ from = 'b', after = 'd', to = 'y' },\n{ from = 'c', to = 'z' }]\n"));
  Filtered filtered(parsed.steps.at(0));
  using Places = std::vector<std::size_t>;
  BOOST_TEST(filtered.places(U"xxabxabcxbdbx") == (Places{5, 7, 11}));
  BOOST_TEST(filtered.places(U"ababab") == Places{});
}

// More rules than buckets: those of frequent characters do not share one.
BOOST_AUTO_TEST_CASE(rules_of_frequent_characters_have_buckets_of_their_own) {
  std::string table = "[[stage]]\ntable = [\n";
  for (std::string_view letter : {"ا", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر",
                                  "ز", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف"}) {
    table += "{ from = '" + std::string(letter) + "{2}', to = 'x' },\n";
  }
  for (std::string_view mark : {"\\u064B", "\\u064E", "\\u064F", "\\u0650", "\\u0651", "\\u0652"}) {
    table += "{ from = '" + std::string(mark) + "{2}', to = 'y' },\n";
  }
  Parsed parsed(rules(table + "]\n"));
  Filtered filtered(parsed.steps.at(0));
  using Places = std::vector<std::size_t>;
  for (char32_t a = 0x64E; a <= 0x652; ++a) {
    for (char32_t b = 0x64E; b <= 0x652; ++b) {
      std::u32string text{U'ب', a, b, U'ت'};
      BOOST_TEST(filtered.places(text) == (a == b ? Places{1} : Places{}));
    }
  }
}

BOOST_AUTO_TEST_CASE(unknown_characters_rule_nothing_out) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = 'ab', before = 'c', to = 'x' }]\n"));
  Filtered filtered(parsed.steps.at(0));
  std::u32string_view text = U"-ab";
  BOOST_TEST(filtered.filter.next(text.data(), 1, 3, 3) == 1u);
  BOOST_TEST(filtered.filter.next(text.data(), 2, 3, 3) == 3u);
  BOOST_TEST(filtered.filter.next(text.data(), 1, 2, 2) == 1u);
}

BOOST_AUTO_TEST_CASE(no_match_is_ruled_out) {
  Random random(41);
  RuleLibrary library({.texts = random_word_files()});
  int tables = 0;
  for (int i = 0; i < rounds(400); ++i) {
    Report report;
    std::vector<Step> steps;
    if (RuleSetPtr set = library.parse(random_rule_file(random), "<random>", report)) {
      lay_out(set, Direction::forward, library, steps, report);
    }
    for (const Step &step : steps) {
      if (!std::holds_alternative<TableStage>(step.stage->what)) {
        continue;
      }
      Filtered filtered(step);
      ++tables;
      for (int k = 0; k < 5; ++k) {
        std::u32string text = to_utf32(random_text(random, 60));
        std::vector<std::size_t> places = filtered.places(text);
        std::vector<std::size_t> matches = filtered.matches(text);
        BOOST_REQUIRE(std::includes(places.begin(), places.end(), matches.begin(), matches.end()));
      }
    }
  }
  BOOST_TEST(tables > rounds(100));
}

BOOST_AUTO_TEST_SUITE_END()
