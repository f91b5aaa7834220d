// Difficult cases of laws 1 and 2: letters that decompose, marks of all classes after them, and
// runs of marks up to the limit of a normalization form and beyond.
#include <boost/test/unit_test.hpp>

#include <map>
#include <sstream>

#include <unicode/uchar.h>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "kernel/kernel.h"
#include "support/random_rules.h"
#include "support/sanitizer.h"
#include "support/support.h"
#include "table/text_driver.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(marks)

namespace {

// One chain on both engines.
struct Engines {
  std::string name;
  std::unique_ptr<const CompiledChain> icu, table;

  // Nothing if the chain cannot run in this direction.
  static std::optional<Engines> of(const std::string &chain, Direction direction) {
    RuleLibrary library({});
    Report report;
    std::vector<Step> steps = steps_of_chain(chain, direction, library, report);
    if (report.has_errors()) {
      return std::nullopt;
    }
    Engines both{chain + (direction == Direction::reverse ? " -r" : ""),
                 CompiledChain::build(steps, report, Engine::icu),
                 CompiledChain::build(steps, report, Engine::automatic)};
    BOOST_REQUIRE(both.icu);
    BOOST_REQUIRE(both.table);
    return both;
  }
};

std::string applied(const CompiledChain &chain, std::string_view text) {
  std::string out;
  chain.apply(text, Invalid::keep, out);
  return out;
}

std::string visible(std::string_view text) {
  std::ostringstream out;
  for (char32_t c : to_utf32(text)) {
    out << std::hex << static_cast<std::uint32_t>(c) << ' ';
  }
  return out.str();
}

using Words = std::vector<std::u32string>;

template <class Function> void in_blocks(Function use) {
  for (auto [first, last] : {std::pair<char32_t, char32_t>{0x600, 0x6FF},
                             {0x750, 0x77F},
                             {0x870, 0x8FF},
                             {0x300, 0x36F},
                             {0xC0, 0x24F},
                             {0x1E00, 0x1EFF},
                             {0xFB50, 0xFDFF},
                             {0xFE70, 0xFEFC}}) {
    for (char32_t c = first; c <= last; ++c) {
      use(c);
    }
  }
}

// Every mark of the Arabic blocks and of U+0300-036F.
std::u32string all_marks() {
  std::u32string marks;
  in_blocks([&](char32_t c) { marks += combining_class(c) != 0 ? std::u32string(1, c) : U""; });
  return marks;
}

// The first and the last mark of each class, and all marks that compose with Arabic letters.
std::u32string marks_of_each_class() {
  std::map<int, std::pair<char32_t, char32_t>> by_class;
  for (char32_t c : all_marks()) {
    auto &[first, last] = by_class.try_emplace(combining_class(c), c, c).first->second;
    last = c;
  }
  std::u32string marks = U"\u0653\u0654\u0655\u0304\u0308\u0323\u0331\u064E\u0651";
  for (auto [combining_class, both] : by_class) {
    marks += both.first;
    marks += both.second;
  }
  return marks;
}

// The letters of the blocks that decompose in NFD, only in NFKD, or not at all.
struct Letters {
  std::u32string canonical, compatible, plain;

  Letters() {
    in_blocks([&](char32_t c) {
      if (u_isalpha(static_cast<UChar32>(c)) == 0) {
        return;
      }
      std::u32string letter(1, c);
      if (to_form(letter, Form::nfd) != letter) {
        canonical += c;
      } else if (to_form(letter, Form::nfkd) != letter) {
        compatible += c;
      } else if (c >= 0x600 && c < 0x900) {
        plain += c;
      }
    });
  }
};

void add_with_one_mark(Words &words, const std::u32string &letters, const std::u32string &marks) {
  for (char32_t letter : letters) {
    for (char32_t mark : marks) {
      words.push_back({letter, mark});
    }
  }
}

void add_with_two_marks(Words &words, const std::u32string &letters, const std::u32string &marks) {
  for (char32_t letter : letters) {
    for (char32_t first : marks) {
      for (char32_t second : marks) {
        words.push_back({letter, first, second});
      }
    }
  }
}

// The texts for all chains: the Arabic letters that decompose, with each mark, and with pairs of
// marks of all pairs of classes.
Words core_words() {
  const std::u32string letters = U"\u0622\u0623\u0624\u0625\u0626\u06C0\u06C2\u06D3\u0627\u0648"
                                 U"\u064A\u0637";
  Words words;
  add_with_one_mark(words, letters, all_marks());
  add_with_two_marks(words, letters, marks_of_each_class());
  return words;
}

// Texts that are too many for every chain, so that each chain is tested with a part of them: all
// letters with each mark, and the letters that decompose with each pair of marks.
Words more_words() {
  const Letters letters;
  const std::u32string marks = all_marks();
  Words words;
  add_with_one_mark(words, letters.canonical + letters.plain + letters.compatible, marks);
  add_with_two_marks(words, U"\u0622\u0623\u0624\u0625\u0626\u06C0\u06C2\u06D3\u0627", marks);
  add_with_two_marks(words, letters.canonical.substr(0, 60), marks_of_each_class());
  add_with_two_marks(words, letters.plain, U"\u0653\u0654\u0655\u064E\u0651\u0316");
  return words;
}

// Texts as the lines of one text, most of them between letters, which contexts may match.
class Lines {
public:
  void add(const std::u32string &word) {
    static const std::u32string_view before[] = {U"", U"\u0637", U"\u0637\u064E", U"\u0627"};
    static const std::u32string_view after[] = {U"", U"\u0628", U""};
    std::size_t n = ends_.size();
    text_ += to_utf8(before[n % 4]) + to_utf8(word) + to_utf8(after[n % 3]);
    ends_.push_back(text_.size());
    text_ += '\n';
  }
  void add_each(const Words &words, std::size_t first, std::size_t stride) {
    for (std::size_t i = first % stride; i < words.size(); i += stride) {
      add(words[i]);
    }
  }
  const std::string &text() const { return text_; }

  template <class Function> void for_each(Function use) const {
    std::size_t begin = 0;
    for (std::size_t end : ends_) {
      use(std::string_view(text_).substr(begin, end - begin));
      begin = end + 1;
    }
  }

private:
  std::string text_;
  std::vector<std::size_t> ends_; // without their line feeds
};

// The first line in which two results differ.
std::string first_difference(const Lines &lines, const std::string &a, const std::string &b) {
  auto same = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  auto line = std::count(a.begin(), same, '\n');
  std::string found;
  lines.for_each([&](std::string_view text) { found = line-- == 0 ? visible(text) : found; });
  return found;
}

// Composes the message only after a failure, unlike Boost.Test.
void check_same(const Engines &engines, const Lines &lines, const std::string &got,
                const std::string &wanted) {
  if (got != wanted) {
    BOOST_ERROR(engines.name << ": " << first_difference(lines, wanted, got));
  }
}

// In a text with many places that stop the kernel, it rarely sees the words. If the chain is
// line-local, each line is therefore also tested as a separate text.
void compare(const Engines &engines, const Lines &lines) {
  std::string wanted = applied(*engines.icu, lines.text());
  check_same(engines, lines, applied(*engines.table, lines.text()), wanted);
  if (engines.table->program().is_line_local()) {
    std::string one_by_one;
    lines.for_each([&](std::string_view line) {
      engines.table->apply(line, Invalid::keep, one_by_one);
      one_by_one += '\n';
    });
    check_same(engines, lines, one_by_one, wanted);
  }
}

constexpr std::size_t slowness = has_address_sanitizer ? 5 : 1;

} // namespace

BOOST_AUTO_TEST_CASE(law_1_engines_agree_on_marks_after_every_letter) {
  const Words core = core_words();
  const Words more = more_words();
  std::size_t number = 0;
  for (const std::string &name : some_when_sanitized(shipped())) {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      auto engines = Engines::of(name, direction);
      if (!engines) {
        continue;
      }
      ++number;
      // With many stages, ICU takes up to a hundred times as long as with a few.
      std::size_t stages = 1 + engines->table->steps().size();
      Lines lines;
      auto stride = [&](std::size_t plain) {
        return std::max<std::size_t>(1, slowness * plain / static_cast<std::size_t>(rounds(1)));
      };
      lines.add_each(core, number, stride(1 + stages / 2));
      lines.add_each(more, number, stride(stages * 80));
      compare(*engines, lines);
    }
  }
  BOOST_TEST(number > static_cast<std::size_t>(rounds(150)));
}

// NFC converts U+0622 U+0655 to U+0625 U+0653, so U+0622 does not always remain.
BOOST_AUTO_TEST_CASE(law_1_a_composed_letter_comes_apart) {
  auto engines = Engines::of("satts", Direction::forward);
  BOOST_TEST(applied(*engines->table, "\u0637\u0622\u0655") == "UAE");
  BOOST_TEST(applied(*engines->icu, "\u0637\u0622\u0655") == "UAE");
}

namespace {

// Chains with forms and mark orders of all kinds, alone and with letters before or after them.
const std::vector<std::string> chains_with_marks{"nfc",
                                                 "nfd",
                                                 "nfkc",
                                                 "nfkd",
                                                 "mark-order",
                                                 "mark-order-canonical",
                                                 "mark-order-utr53",
                                                 "clean",
                                                 "search",
                                                 "buckwalter",
                                                 "iso-233"};

// A letter and a run of marks: `before` times the mark `many`, then the mark `one`, which sorts
// before or after it, then `after` times `many`.
std::string run_of_marks(char32_t many, char32_t one, std::size_t before, std::size_t after) {
  return to_utf8(U"\u0628" + std::u32string(before, many) + one + std::u32string(after, many)) +
         "\u062A";
}

// Texts with a mark out of order near the limit of a run, for the first `kinds` pairs of marks.
using Texts = std::vector<std::string>;
Texts texts_near(std::size_t limit, std::size_t kinds = 4) {
  Texts texts;
  for (auto [many, one] : {std::pair<char32_t, char32_t>{0x064B, 0x064C}, // 27, 28
                           {0x064E, 0x0651},                              // 30, 33
                           {0x0655, 0x0654},                              // 220, 230
                           {0x0301, 0x0651}}) {
    for (std::size_t marks = limit - 2; kinds > 0 && marks <= limit + 2; ++marks) {
      texts.push_back(run_of_marks(many, one, 0, marks - 1));
      texts.push_back(run_of_marks(many, one, marks - 1, 0));
      texts.push_back(run_of_marks(many, one, marks - 2, 1));
    }
    kinds -= kinds > 0 ? 1 : 0;
  }
  return texts;
}

std::string in_two(const CompiledChain &chain, std::string_view text, std::size_t at) {
  TextDriver run(chain.program(), Invalid::keep);
  std::string out;
  run.write(text.substr(0, at), false, out);
  run.write(text.substr(at), false, out);
  run.finish(out);
  return out;
}

std::string byte_by_byte(const CompiledChain &chain, std::string_view text) {
  TextDriver run(chain.program(), Invalid::keep);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    run.write(text.substr(i, 1), false, out);
  }
  run.finish(out);
  return out;
}

void compare_cuts(const Engines &engines, const std::string &text, std::size_t limit) {
  std::string wanted = applied(*engines.icu, text);
  auto check = [&](const std::string &got, const char *how) {
    if (got != wanted) {
      BOOST_FAIL(engines.name << how << ": " << visible(text));
    }
  };
  check(applied(*engines.table, text), "");
  check(byte_by_byte(*engines.table, text), ", byte by byte");
  std::size_t middle = 2 * limit; // in bytes: the letter and nearly all marks have two
  for (std::size_t at = middle - 2; at <= middle + 3 && at <= text.size(); ++at) {
    check(in_two(*engines.table, text, at), ", in two");
  }
}

} // namespace

// A kernel sorts up to 64 characters, and a form up to 1,024.
BOOST_AUTO_TEST_CASE(laws_1_and_2_runs_of_marks_at_the_limit) {
  for (const std::string &chain : chains_with_marks) {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      auto engines = Engines::of(chain, direction);
      for (std::size_t limit :
           {std::size_t{KernelTables::max_run}, max_mark_run, 2 * max_mark_run}) {
        std::size_t kinds = limit < max_mark_run ? 4 : limit == max_mark_run ? 2 : 1;
        for (const std::string &text : engines ? texts_near(limit, kinds) : Texts{}) {
          compare_cuts(*engines, text, limit);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(law_2_a_run_of_marks_at_the_limit_byte_by_byte_on_icu) {
  for (const char *chain : {"nfc", "mark-order", "buckwalter"}) {
    auto engines = Engines::of(chain, Direction::forward);
    for (std::size_t marks = max_mark_run - 1; marks <= max_mark_run + 1; ++marks) {
      std::string text = run_of_marks(0x064B, 0x064C, 0, marks);
      BOOST_TEST((byte_by_byte(*engines->icu, text) == applied(*engines->icu, text)), chain);
    }
  }
}

// Each kernel, between letters that it converts. An incorrect swap causes a difference.
BOOST_AUTO_TEST_CASE(law_1_kernels_sort_no_run_of_marks_beyond_its_end) {
  Random random(31);
  for (const NamedKernel &kernel : kernels()) {
    BOOST_REQUIRE(use_kernel(kernel.name));
    for (const char *chain : {"nfc", "iso-233"}) {
      auto engines = Engines::of(chain, Direction::forward);
      for (std::size_t limit : {std::size_t{KernelTables::max_run}, max_mark_run}) {
        for (const std::string &text : texts_near(limit)) {
          std::string all;
          for (std::size_t n = random() % 100; n > 0; --n) {
            all += n % 5 == 0 ? " " : "\u0628\u064E";
          }
          all += text + all;
          BOOST_REQUIRE_MESSAGE(applied(*engines->table, all) == applied(*engines->icu, all),
                                kernel.name << ", " << chain << ": " << visible(all));
        }
      }
    }
  }
  use_kernel(kernels()[0].name);
}

BOOST_AUTO_TEST_SUITE_END()
