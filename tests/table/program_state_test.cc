// Segments with a cache, compared with the passes alone.
#include <boost/test/unit_test.hpp>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(program_state)

namespace {

using Bounds = ProgramState::Bounds;

// As usual, and with next to no room and no patience.
constexpr Bounds bounds[] = {
    {}, {.saved_characters = 20, .cache_bytes = 100}, {.saved_characters = 200, .trial = 10}};

std::string by_feed(ProgramState &state, std::string_view text) {
  std::string out;
  state.feed(to_utf32(text), true, out);
  return out;
}

// Segments where they are taken, feed() where they are not, in pieces that do not cut characters.
std::string by_segments(ProgramState &state, std::string_view text, std::size_t piece) {
  std::string out;
  bool done = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = std::min(text.size() - at, piece);
    size -= at + size < text.size() ? incomplete_tail(text.substr(at, size)) : 0;
    std::string_view part = text.substr(at, size);
    bool last = at + part.size() == text.size();
    std::size_t taken = state.feed_segments(part, last, out);
    done = last && taken == part.size();
    if (taken == 0) {
      state.feed(to_utf32(part), last, out);
      taken = part.size();
      done = last;
    }
    at += taken;
  }
  if (!done) {
    state.feed({}, true, out);
  }
  return out;
}

// Words that come again in every order, so that most of them are in the cache.
std::string random_words(Random &random) {
  std::vector<std::string> words;
  for (int i = 0; i < 8; ++i) {
    words.push_back(to_utf8(to_utf32(random_text(random, 6))));
  }
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += words[random() % words.size()];
    text += random() % 8 == 0 ? "\n" : " ";
  }
  return text;
}

void compare(const Program &program, std::string_view text, const std::string &what) {
  auto reference = program.take_state();
  std::string wanted = by_feed(*reference, text);
  for (const Bounds &of : bounds) {
    auto state = program.start(of);
    for (std::size_t piece : {text.size(), std::size_t{40}, std::size_t{7}}) {
      BOOST_REQUIRE_MESSAGE(by_segments(*state, text, piece) == wanted,
                            what << "\ntext: " << code_points(text) << "\npieces of " << piece
                                 << "\nwanted: " << code_points(wanted) << "\ngot:    "
                                 << code_points(by_segments(*program.start(of), text, piece)));
    }
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(random_rule_files_do_the_same_with_a_cache) {
  Random random(31);
  RuleLibrary library({.texts = random_word_files()});
  int compared = 0;
  for (int i = 0; i < rounds(300); ++i) {
    Report report;
    std::string rules = random_rule_file(random);
    std::vector<Step> steps;
    RuleSetPtr set = library.parse(rules, "<random>", report);
    if (set) {
      lay_out(set, Direction::forward, library, steps, report);
    }
    auto compiled = set ? CompiledChain::build(steps, report) : nullptr;
    if (compiled) {
      compare(compiled->program(), random_words(random), rules);
      ++compared;
    }
  }
  BOOST_TEST(compared > rounds(100));
}

BOOST_AUTO_TEST_CASE(shipped_sets_do_the_same_with_a_cache) {
  std::string text;
  for (int i = 0; i < 3; ++i) {
    text += "ذَهَبَ الْوَلَدُ إِلَى الْمَدْرَسَةِ فِي الصَّبَاحِ، وَقَالَ: بِسْمِ اللهِ.\n"
            "عبد الله بن محمد من بني هاشم 2026 file.txt وَالشَّمْسِ وضحاها مدينة الزبداني\n\n"
            " فَٱلْتَقَى  ٱلْمَاءُ عَلَىٰٓ أَمْرٍ قَدْ قُدِرَ\tمِنَ ٱللَّهِ\xFF بِهِۦ ";
  }
  RuleLibrary library({});
  for (const char *chain :
       {"ala-lc", "ala-lc-unvocalized", "bgn-pcgn", "ijmes-title", "squeeze-elongation",
        "trim-spaces", "nfkc,iso-233", "asr", "mark-order,din-31635"}) {
    Report report;
    auto compiled =
        CompiledChain::build(steps_of_chain(chain, Direction::forward, library, report), report);
    BOOST_REQUIRE_MESSAGE(compiled && !report.has_errors(), chain);
    compare(compiled->program(), text, chain);
  }
}

// Where words do not come again, the rest of a text is left to the passes.
BOOST_AUTO_TEST_CASE(a_cache_that_does_not_help_is_left_alone) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = 'ab', to = 'x' }]\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  std::string same;
  std::string others;
  for (int i = 0; i < 1000; ++i) {
    same += "cab ";
    others += std::to_string(i) + " ";
  }
  std::string out;
  BOOST_TEST(compiled->program().start({.trial = 100})->feed_segments(same, true, out) ==
             same.size());
  BOOST_TEST(compiled->program().start({.trial = 100})->feed_segments(others, true, out) <
             others.size() / 2);
}

// A pass that must see the whole text cannot say what it remembers.
BOOST_AUTO_TEST_CASE(icu_takes_no_segments) {
  Parsed parsed(rules("[[stage]]\nicu = 'Any-Upper'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  auto state = compiled->program().take_state();
  std::string out;
  BOOST_TEST(state->feed_segments("a b", true, out) == 0u);
  state->feed(U"a b", true, out);
  BOOST_TEST(out == "A B");
}

BOOST_AUTO_TEST_CASE(a_segment_may_be_a_text_of_its_own) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = 'a', before = '[\\uFFFF]', to = 'x' }]\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  auto state = compiled->program().take_state();
  for (int i = 0; i < 2; ++i) {
    std::string out;
    BOOST_TEST(state->feed_segments("ab a", false, out) == 4u); // `a` may be the end
    BOOST_TEST(out == "ab ");
    state->feed({}, true, out);
    BOOST_TEST(out == "ab x");
    BOOST_TEST(state->feed_segment("a", out));
    BOOST_TEST(out == "ab xx");
    BOOST_TEST(!state->feed_segment("a\xFF", out));
  }
}

BOOST_AUTO_TEST_SUITE_END()
