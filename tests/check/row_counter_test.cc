// Which rows fire: small rule files with known counts, and the interpreter of the definition.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "check/row_counter.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(row_counter)

namespace {

using Counts = std::vector<std::uint64_t>;

// A rule text whose rows are counted.
struct Counting {
  explicit Counting(std::string_view rule_text, Direction direction = Direction::forward,
                    Invalid invalid = Invalid::keep)
      : parsed(rule_text, direction), counter(RowCounter::build(parsed.steps, parsed.report)),
        codes(test::codes(parsed.report)) {
    BOOST_REQUIRE(parsed.set);
    BOOST_REQUIRE_MESSAGE(counter, codes);
    hits = std::make_unique<RowCounts>(*counter, invalid);
  }

  Parsed parsed;
  std::unique_ptr<const RowCounter> counter;
  std::unique_ptr<RowCounts> hits;
  std::string codes;
};

Counts counts(std::string_view rule_text, std::string_view text,
              Direction direction = Direction::forward) {
  Counting counted(rule_text, direction);
  counted.hits->count(text);
  return counted.hits->counts();
}

void check(const Counts &got, const Counts &wanted) {
  BOOST_TEST(got == wanted, boost::test_tools::per_element());
}

// What a chain of the same steps writes.
std::string written(Parsed &parsed, std::string_view text, Invalid invalid = Invalid::keep) {
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  std::string out;
  BOOST_REQUIRE(compiled);
  compiled->apply(text, invalid, out);
  return out;
}

// As usual, and with next to no room for what is remembered, and no patience.
constexpr ProgramState::Bounds all_bounds[] = {
    {}, {.saved_characters = 20, .cache_bytes = 100}, {.saved_characters = 200, .trial = 10}};

// The same according to the definition.
struct Wanted {
  Counts counts;
  std::u32string text;
};
Wanted by_definition(const std::vector<Step> &steps, std::u32string text) {
  Wanted wanted;
  for (const Step &step : steps) {
    Fired fired;
    std::u32string next = interpret(step, text, &fired);
    const auto &what = step.stage->what;
    if (std::holds_alternative<TableStage>(what) || std::holds_alternative<CaseStage>(what)) {
      wanted.counts.insert(wanted.counts.end(), fired.begin(), fired.end());
    } else if (std::holds_alternative<WordsStage>(what)) {
      wanted.counts.push_back(std::accumulate(fired.begin(), fired.end(), std::uint64_t{0}));
    } else if (std::holds_alternative<RemoveStage>(what) ||
               std::holds_alternative<SqueezeStage>(what)) {
      wanted.counts.push_back(text.size() - next.size());
    } else {
      wanted.counts.push_back(text != next ? 1 : 0);
    }
    text = std::move(next);
  }
  wanted.text = std::move(text);
  return wanted;
}

void add(Counts &sum, const Counts &more) {
  sum.resize(more.size());
  std::transform(sum.begin(), sum.end(), more.begin(), sum.begin(), std::plus<>());
}

} // namespace

BOOST_AUTO_TEST_CASE(letters) {
  const std::string rows = table("{ from = 'a', to = 'x' }, { from = 'b', to = 'y' },"
                                 "{ from = 'c', to = '' }");
  check(counts(rows, "abbzcbz"), {1, 3, 1});
  check(counts(rows, ""), {0, 0, 0});
}

BOOST_AUTO_TEST_CASE(the_longest_match_fires_and_then_the_earlier_row) {
  const std::string rows = table("{ from = 'a', to = '1' }, { from = 'ab', to = '2' },"
                                 "{ from = '[ax]b', to = '3' }, { from = 'b', to = '4' }");
  check(counts(rows, "aabxbabb"), {1, 2, 1, 1});
}

BOOST_AUTO_TEST_CASE(contexts_and_edges) {
  const std::string rows = table("{ from = 'a', after = ['b', 'c'], to = '1' },"
                                 "{ from = 'a', before = '$end', to = '2' },"
                                 "{ from = 'a', to = '3' }");
  check(counts(rows, "abacada"), {2, 1, 1});
}

// One row becomes many rules, and the matches of all of them count for it.
BOOST_AUTO_TEST_CASE(groups_and_counts) {
  const std::string rows =
      table("{ from = '([ab]){1,3} (x)?', to = '$2$1' }, { from = 'x', to = '' }");
  check(counts(rows, "ax abax x b"), {3, 1});
}

BOOST_AUTO_TEST_CASE(the_way_back_has_rows_of_its_own) {
  const std::string rows = table(
      "{ from = 'a', to = 'x' }, { from = 'b', after = 'a', to = 'y' },"
      "{ from = 'c', to = 'z', only = 'forward' }, { from = 'q', to = 'd', only = 'reverse' },"
      "{ from = 'e', to = 'v' }");
  Counting back(rows, Direction::reverse);
  back.hits->count("xyzqqvv");
  check(back.hits->counts(), {1, 2, 2});
  std::vector<std::u32string> from;
  for (const RowCounter::CountedItem &entry : back.counter->entries()) {
    from.push_back(entry.row->from.literal());
  }
  BOOST_TEST((from == std::vector<std::u32string>{U"x", U"q", U"v"}));
  BOOST_TEST(written(back.parsed, "xyzqqvv") == "ayzddee");
}

BOOST_AUTO_TEST_CASE(every_stage_counts_what_it_sees) {
  Counting all(rules("[[stage]]\nform = 'NFD'\n[[stage]]\nmarks = 'shadda-first'\n"
                     "[[stage]]\nremove = '[.!]'\n[[stage]]\nsqueeze = { set = '[a]', max = 2 }\n"
                     "[[stage]]\ntable = [{ from = 'aa', to = 'b' }, { from = 'a', to = 'c' }]\n"
                     "[[stage]]\ntable = [{ from = 'b', to = 'a' }, { from = 'd', to = 'e' }]\n"
                     "[[stage]]\nicu = 'Any-Upper'\n"));
  for (const char *text : {"a.aaaa!", "\u00E9", "a", "A.", "\u064E\u0651"}) {
    all.hits->count(text);
  }
  // NFD changes e with an accent and sets fatha before shadda, which were in this order already.
  check(all.hits->counts(), {1, 1, 3, 3, 1, 1, 1, 0, 3});
  std::vector<Counted> units;
  std::vector<std::size_t> steps;
  for (const RowCounter::CountedItem &entry : all.counter->entries()) {
    units.push_back(entry.counted);
    steps.push_back(entry.step);
    BOOST_TEST((entry.row != nullptr) == (entry.counted == Counted::hits));
  }
  BOOST_TEST((units == std::vector<Counted>{Counted::changed, Counted::changed, Counted::removed,
                                            Counted::removed, Counted::hits, Counted::hits,
                                            Counted::hits, Counted::hits, Counted::changed}));
  BOOST_TEST((steps == std::vector<std::size_t>{0, 1, 2, 3, 4, 4, 5, 5, 6}));
}

// The two bytes of a letter with another letter between them, which a stage removes. The bytes do
// not become a letter.
BOOST_AUTO_TEST_CASE(malformed_bytes_match_nothing) {
  const std::string file =
      rules("[[stage]]\nremove = '[x]'\n[[stage]]\ntable = [\n"
            "{ from = '\u0628', to = 'b' }, { from = '\\uFFFD', to = '?' }]\n");
  const std::string text = "\xD8x\xA8\xD8\xA8\xF0\x9F";
  Counting keep(file);
  keep.hits->count(text);
  check(keep.hits->counts(), {1, 1, 0});
  BOOST_TEST(written(keep.parsed, text) == "\xD8\xA8"
                                           "b\xF0\x9F");
  Counting replace(file, Direction::forward, Invalid::replace);
  replace.hits->count(text);
  check(replace.hits->counts(), {1, 1, 3});
  BOOST_TEST(written(replace.parsed, text, Invalid::replace) == "??b?");
}

BOOST_AUTO_TEST_CASE(counts_of_threads_are_added) {
  Counting one(table("{ from = 'a', to = 'x' }, { from = 'b', to = 'y' }"));
  RowCounts other(*one.counter);
  one.hits->count("ab");
  other.count("bb");
  one.hits->add(other);
  check(one.hits->counts(), {1, 3});
  check(other.counts(), {0, 2});
}

BOOST_AUTO_TEST_CASE(a_transform_that_icu_does_not_know_is_an_error) {
  Parsed parsed(rules("[[stage]]\nicu = 'Nosuch-Nothing'\n"));
  BOOST_TEST(RowCounter::build(parsed.steps, parsed.report) == nullptr);
  BOOST_TEST(codes(parsed.report) == "AR0209");
}

// More classes of characters than a pass can number, distinguished by the bits of their code
// points.
BOOST_AUTO_TEST_CASE(a_table_for_icu_alone_counts_texts) {
  std::string rows;
  for (int bit = 0; bit < 17; ++bit) {
    std::string set;
    for (char32_t c = 0x20000; c < 0x40000; c += 2U << bit) {
      set += to_utf8(std::u32string{c});
      set += bit == 0 ? "" : "-" + to_utf8(std::u32string{c + (1U << bit) - 1});
    }
    rows += "{ from = '" + std::string(1, static_cast<char>('a' + bit)) + "', after = '[" + set +
            "]', to = '-' },";
  }
  Counting large(table(rows));
  BOOST_REQUIRE_EQUAL(large.counter->entries().size(), 1u);
  BOOST_TEST((large.counter->entries()[0].counted == Counted::changed));
  large.hits->count("\U00020000a");
  large.hits->count("a");
  check(large.hits->counts(), {1});
}

BOOST_AUTO_TEST_CASE(random_rule_files_fire_as_the_definition_says) {
  Random random(31);
  int counted = 0;
  std::uint64_t fired = 0;
  for (int i = 0; i < rounds(2000); ++i) {
    std::string file = random_rule_file(random);
    Direction direction = i % 4 == 0 ? Direction::reverse : Direction::forward;
    Parsed parsed(file, direction);
    if (parsed.report.has_errors()) {
      continue;
    }
    auto counter = RowCounter::build(parsed.steps, parsed.report);
    auto compiled = CompiledChain::build(parsed.steps, parsed.report);
    BOOST_REQUIRE_EQUAL(counter != nullptr, compiled != nullptr);
    if (!counter) {
      continue;
    }
    ++counted;
    RowCounts hits(*counter);
    Counts wanted(counter->entries().size());
    for (int n = 0; n < 12; ++n) {
      std::string text = random_text(random, 15);
      Wanted once = by_definition(parsed.steps, to_utf32(text));
      add(wanted, once.counts);
      hits.count(text);
      std::string written;
      compiled->apply(text, Invalid::keep, written);
      BOOST_REQUIRE_MESSAGE(hits.counts() == wanted, file);
      BOOST_REQUIRE_MESSAGE(to_utf8(once.text) == written, file);
    }
    fired += std::accumulate(wanted.begin(), wanted.end(), std::uint64_t{0});
  }
  // The files depend on the order in which a compiler evaluates arguments.
  BOOST_TEST(counted > rounds(700));
  BOOST_TEST(fired > static_cast<std::size_t>(rounds(10000)));
}

// Texts that are processed in several pieces.
BOOST_AUTO_TEST_CASE(long_texts_fire_as_the_definition_says) {
  Random random(32);
  for (int i = 0; i < rounds(30); ++i) {
    std::string file = random_rule_file(random);
    Parsed parsed(file);
    auto counter = RowCounter::build(parsed.steps, parsed.report);
    if (parsed.report.has_errors() || !counter) {
      continue;
    }
    std::string text = random_text(random, 20000);
    Wanted wanted = by_definition(parsed.steps, to_utf32(text));
    for (const ProgramState::Bounds &bounds : all_bounds) {
      RowCounts hits(*counter, Invalid::keep, bounds);
      hits.count(text);
      BOOST_REQUIRE_MESSAGE(hits.counts() == wanted.counts, file);
    }
  }
}

// Words that come again are not counted by the passes, so a stage must not miss them.
BOOST_AUTO_TEST_CASE(words_that_come_again_fire_as_the_definition_says) {
  RuleLibrary library({});
  std::string text;
  for (int i = 0; i < 3; ++i) {
    text += "ذَهَبَ الْوَلَدُ إِلَى الْمَدْرَسَةِ، وَقَالَ: بِسْمِ اللهِ. file.txt  \xFF وَالشَّمْسِ\n"
            "آفاق\u0655 محــمد بن مُحَمَّدٍ ٢٠٢٦ بِهِۦ  كانوااا ";
  }
  for (const char *chain :
       {"search", "buckwalter", "ala-lc", "squeeze-elongation", "nfkc,iso-233", "nfd,asr"}) {
    Report report;
    auto steps = steps_of_chain(chain, Direction::forward, library, report);
    auto counter = RowCounter::build(steps, report);
    BOOST_REQUIRE_MESSAGE(counter && !report.has_errors(), chain);
    Wanted wanted = by_definition(steps, to_utf32(text));
    for (const ProgramState::Bounds &bounds : all_bounds) {
      RowCounts hits(*counter, Invalid::keep, bounds);
      for (int times = 1; times <= 3; ++times) {
        hits.count(text);
        Counts all = wanted.counts;
        std::for_each(all.begin(), all.end(), [&](std::uint64_t &count) { count *= times; });
        BOOST_TEST_CONTEXT(chain << ", " << times << " times") { check(hits.counts(), all); }
      }
    }
  }
}

// More rows than a note has characters for.
BOOST_AUTO_TEST_CASE(rows_of_very_long_chains_are_told_apart) {
  std::string rows;
  for (char32_t c = 0x4E00; c < 0x4E00 + 0x4D00; ++c) {
    std::string letter = to_utf8(std::u32string{c});
    rows += "{ from = '" + letter + "', to = '" + letter + "' },";
  }
  Parsed parsed(table(rows));
  std::vector<Step> steps;
  for (int i = 0; i < 4; ++i) {
    steps.insert(steps.end(), parsed.steps.begin(), parsed.steps.end());
  }
  auto counter = RowCounter::build(steps, parsed.report);
  BOOST_REQUIRE(counter);
  RowCounts hits(*counter);
  hits.count("一 乙乙 一");
  for (std::size_t i = 0; i < hits.counts().size(); ++i) {
    std::size_t row = i % 0x4D00;
    BOOST_REQUIRE_EQUAL(hits.counts()[i], row == 0 || row == 0x59 ? 2u : 0u);
  }
}

// For rows of one character, each character that is not copied is one hit.
BOOST_AUTO_TEST_CASE(every_letter_of_a_shipped_table_fires_once) {
  RuleLibrary library({});
  Report report;
  auto steps = steps_of_chain("buckwalter", Direction::forward, library, report);
  auto counter = RowCounter::build(steps, report);
  BOOST_REQUIRE(counter);
  RowCounts hits(*counter);
  const std::string word = "\u0643\u062A\u0627\u0628"; // kaf, teh, alef, beh
  for (int i = 0; i < 100; ++i) {
    hits.count(word + ", " + word);
  }
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < hits.counts().size(); ++i) {
    const RowCounter::CountedItem &entry = counter->entries()[i];
    sum += entry.counted == Counted::hits ? hits.counts()[i] : 0;
    if (entry.row && entry.row->from.literal() == U"\u0628") {
      BOOST_TEST(hits.counts()[i] == 200u);
      BOOST_TEST(steps[entry.step].set->name == "buckwalter");
    }
  }
  BOOST_TEST(sum == 800u);
}

BOOST_AUTO_TEST_SUITE_END()
