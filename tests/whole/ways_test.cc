// Every way of running a chain has the same output: with each kernel, with the segment cache and
// with next to no room for it, at once and in pieces, with an alignment, and the passes alone.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/text_driver.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(ways)

namespace {

using Bounds = ProgramState::Bounds;

struct NamedBounds {
  const char *name;
  Bounds bounds;
};
constexpr NamedBounds all_bounds[] = {
    {"the usual cache", {}},
    {"a cache of a few segments", {.saved_characters = 20, .cache_bytes = 100}},
    {"no cache after a few segments", {.trial = 3}}};

// The reference: the text goes from pass to pass.
std::string by_passes(const Program &program, std::string_view text) {
  std::string out;
  program.start({})->feed(to_utf32(text), true, out);
  return out;
}

// A run of the driver, in pieces of so many bytes, which may cut characters.
std::string by_driver(TextDriver &run, std::string_view text, std::size_t piece) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    run.write(text.substr(at, piece), false, out);
  }
  run.finish(out);
  return out;
}

class Ways {
public:
  Ways(const Program &program, std::string what) : program_(program), what_(std::move(what)) {}

  void compare(const std::string &text) {
    text_ = text;
    wanted_ = by_passes(program_, text);
    for (const NamedBounds &of : all_bounds) {
      for (const NamedKernel &kernel : kernels()) {
        by_kernel(kernel, of);
        if (program_.kernel_tables() == nullptr) {
          break; // all text goes through the passes
        }
      }
    }
    with_alignment();
  }

private:
  // One state for all pieces and texts, so that the cache is in use.
  void by_kernel(const NamedKernel &kernel, const NamedBounds &of) {
    TextDriver run(program_, Invalid::keep);
    run.set_kernel(kernel.run);
    run.set_state(program_.start(of.bounds));
    for (std::size_t piece :
         {text_.size() + 1, text_.size() + 1, std::size_t{61}, std::size_t{7}}) {
      check(by_driver(run, text_, piece),
            kernel.name + std::string(", ") + of.name + ", pieces of " + std::to_string(piece));
    }
  }

  void with_alignment() {
    Alignment alignment;
    TextDriver run(program_, Invalid::keep, &alignment);
    check(by_driver(run, text_, text_.size() + 1), "with an alignment");
  }

  void check(const std::string &got, const std::string &way) const {
    BOOST_REQUIRE_MESSAGE(got == wanted_, what_ << ", " << way << "\ntext:   " << code_points(text_)
                                                << "\nwanted: " << code_points(wanted_)
                                                << "\ngot:    " << code_points(got));
  }

  const Program &program_;
  std::string what_;
  std::string text_;
  std::string wanted_;
};

std::string letters(Random &random, std::u32string_view of, std::size_t max) {
  std::u32string text;
  for (std::size_t n = random() % max; n > 0; --n) {
    text += of[random() % of.size()];
  }
  return to_utf8(text);
}

// Words of all kinds, most of which come again, and some bytes that are no character.
std::string random_prose(Random &random) {
  const std::u32string arabic = U"ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى";
  const std::u32string vocalized =
      arabic + U"\u064B\u064E\u064F\u0650\u0650\u0651\u0651\u0652\u0652";
  const std::u32string rare = U"\u0670\u0671\u0640\u0653\u0654\u0655\u0656\u06E1\u06CC\u06A9\u067E"
                              U"\u0621\u200C\u200D\uFEFB\uFDF2\u060C\u061F\u0660\u06F4\u08F0";
  const std::u32string foreign = U"abcxyzABC'`~.,-()[]{}<>\u00E9\u0101\u1E63\u02BF\u05D0\u4E00"
                                 U"\U0001F600\u0301";
  std::vector<std::string> words;
  for (std::u32string_view of : {vocalized, vocalized, arabic, arabic + rare, vocalized + rare,
                                 rare, foreign, foreign + arabic}) {
    words.push_back(letters(random, of, 9));
    words.push_back(letters(random, of, 9));
  }
  words.insert(words.end(), {"\xD8", "\xE2\x80", "الله", "وَالشَّمْسِ", "\r"});
  std::string text;
  for (int i = 0; i < 90; ++i) {
    text += words[random() % words.size()];
    text += random() % 9 == 0 ? "\n" : random() % 20 == 0 ? "" : " ";
  }
  return text;
}

std::unique_ptr<const CompiledChain> compiled(const std::string &set, Direction direction) {
  RuleLibrary library({});
  Report report;
  auto steps = steps_of_chain(set, direction, library, report);
  return report.has_errors() ? nullptr : CompiledChain::build(steps, report);
}

} // namespace

BOOST_AUTO_TEST_CASE(shipped_sets_in_both_directions) {
  Random random(51);
  std::string prose = read_text(source_path("tests/data/text/pages.txt")).substr(0, 2000);
  int compared = 0;
  for (const std::string &set : some_when_sanitized(shipped())) {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      auto chain = compiled(set, direction);
      if (!chain) {
        continue; // runs forward only
      }
      Ways ways(chain->program(), set + (direction == Direction::reverse ? " -r" : ""));
      for (int i = 0; i < rounds(2); ++i) {
        ways.compare(random_prose(random));
      }
      std::string romanized;
      if (direction == Direction::reverse) {
        compiled(set, Direction::forward)->apply(prose, Invalid::keep, romanized);
      }
      ways.compare(romanized.empty() ? prose : romanized);
      ++compared;
    }
  }
  BOOST_TEST(compared > 40);
}

BOOST_AUTO_TEST_CASE(random_rule_files_in_both_directions) {
  Random random(52);
  RuleLibrary library({.texts = random_word_files()});
  int compared = 0;
  for (int i = 0; i < rounds(500); ++i) {
    Report report;
    std::string rules = random_rule_file(random);
    std::vector<Step> steps;
    RuleSetPtr set = library.parse(rules, "<random>", report);
    if (set) {
      lay_out(set, i % 4 == 0 ? Direction::reverse : Direction::forward, library, steps, report);
    }
    auto chain = set && !report.has_errors() ? CompiledChain::build(steps, report) : nullptr;
    if (chain) {
      Ways ways(chain->program(), rules);
      for (int n = 0; n < 4; ++n) {
        ways.compare(random_text(random, n == 0 ? 300 : 40));
      }
      ++compared;
    }
  }
  BOOST_TEST(compared > rounds(150));
}

BOOST_AUTO_TEST_SUITE_END()
