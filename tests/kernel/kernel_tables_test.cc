// What the kernels are told of a chain is what the chain does.
#include <boost/test/unit_test.hpp>

#include <cstring>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(kernel_tables)

namespace {

// A chain that the kernels can run, with its steps.
struct Loaded {
  RuleLibrary library{{}};
  Report report;
  std::vector<Step> steps;
  std::unique_ptr<const CompiledChain> compiled;

  explicit Loaded(const std::string &chain, Direction direction = Direction::forward)
      : steps(steps_of_chain(chain, direction, library, report)),
        compiled(CompiledChain::build(steps, report)) {
    BOOST_REQUIRE(compiled);
    BOOST_REQUIRE(compiled->program().kernel_tables() != nullptr);
  }
  const KernelTables &tables() const { return *compiled->program().kernel_tables(); }
  bool needs_the_passes(char32_t c) const {
    return ((c < 0x80 ? tables().ascii(c) : tables().pair(c & 0xFF)).right & needs_passes) != 0;
  }
};

// As much of a text as the plain kernel takes, and what it makes of it.
std::pair<std::string, std::string> take(const Loaded &chain, const std::string &text) {
  std::string out(kernel_room(text.size()), '\0');
  KernelResult run = run_scalar(chain.tables(), text.data(), text.size(),
                                chain.compiled->program().kernel_tables()->edge_left, out.data());
  bool may_end = (run.left & chain.compiled->program().kernel_tables()->edge_right) == 0;
  return {text.substr(0, may_end ? run.consumed : 0), out.substr(0, may_end ? run.written : 0)};
}

// What a kernel takes comes out as the definition says. Its end is an edge here, so only whole
// texts and those that go on with a cut are compared.
void check(const Loaded &chain, const std::string &text, const std::string &what) {
  auto [taken, got] = take(chain, text);
  bool whole = taken.size() == text.size();
  char32_t next = whole ? 0 : first_character(std::string_view(text).substr(taken.size())).c;
  if (whole ||
      (!taken.empty() && chain.compiled->program().cut_points().has_boundary_before(next))) {
    BOOST_REQUIRE_MESSAGE(interpret(chain.steps, taken) == got, what << ": " << taken);
  }
}

std::string random_words(Random &random, std::u32string_view characters) {
  std::u32string text;
  for (std::size_t n = random() % 12; n > 0; --n) {
    text += characters[random() % characters.size()];
  }
  return to_utf8(text);
}

} // namespace

BOOST_AUTO_TEST_CASE(shipped_chains) {
  Random random(1);
  std::u32string characters = U" abyz.~'\u200C\u00AB\u200F";
  for (char32_t c = 0x600; c < 0x700; ++c) {
    characters += c;
  }
  const std::u32string common =
      U"\u0628\u064A\u0648\u0627\u0649 \u064E\u0651\u0650\u0652\u064B\u0670";
  for (const char *chain : {"buckwalter", "iso-233", "search", "search,buckwalter", "clean", "nfc",
                            "mark-order", "nfd,iso-233,nfc"}) {
    Loaded loaded(chain);
    for (int i = 0; i < rounds(3000); ++i) {
      check(loaded, random_words(random, i % 3 == 0 ? characters : common), chain);
    }
  }
  Loaded back("buckwalter", Direction::reverse);
  for (int i = 0; i < rounds(3000); ++i) {
    check(back, random_words(random, U" Abtyw~auioFNK`$\u0628\u064E\u0651"), "buckwalter -r");
  }
}

BOOST_AUTO_TEST_CASE(random_rule_files) {
  Random random(2);
  int files = 0;
  for (int i = 0; i < rounds(800); ++i) {
    std::string file = random_rule_file(random);
    Parsed parsed(file);
    auto compiled =
        parsed.report.has_errors() ? nullptr : CompiledChain::build(parsed.steps, parsed.report);
    if (!compiled || compiled->program().kernel_tables() == nullptr) {
      continue;
    }
    ++files;
    const KernelTables &tables = *compiled->program().kernel_tables();
    for (int n = 0; n < 30; ++n) {
      std::string text = random_text(random, 12);
      std::string out(kernel_room(text.size()), '\0');
      KernelResult run = run_scalar(tables, text.data(), text.size(), tables.edge_left, out.data());
      if (run.consumed == text.size() && (run.left & tables.edge_right) == 0) {
        BOOST_REQUIRE_MESSAGE(interpret(parsed.steps, text) == out.substr(0, run.written), file);
      }
    }
  }
  BOOST_TEST(files > rounds(100));
}

BOOST_AUTO_TEST_CASE(letters_go_through_the_kernels) {
  for (const std::string chain : {"buckwalter", "search", "search,buckwalter", "clean"}) {
    Loaded loaded(chain);
    for (char32_t c = 0x0621; c <= 0x064A; ++c) {
      BOOST_TEST((!loaded.needs_the_passes(c) || (c > 0x063A && c < 0x0640)),
                 chain << " U+" << std::hex << static_cast<unsigned>(c));
    }
    BOOST_TEST(loaded.tables().narrow, chain); // although ۓ is two letters in a key
  }
}

namespace {

// How often the scalar kernel stops in a text; the passes then take the next character.
int stops(const Loaded &chain, const std::string &text) {
  std::string out(kernel_room(text.size()), '\0');
  ConflictBits left = chain.tables().edge_left;
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    at += run_scalar(chain.tables(), text.data() + at, text.size() - at, left, out.data()).consumed;
    at += at < text.size() ? first_character(std::string_view(text).substr(at)).length : 0;
    left = needs_passes;
  }
  return count - 1;
}

} // namespace

// Words as they are written in books, on keyboards and in the Quran: marks in either order, alef
// and madda apart, a dagger alef, letters whose results are long.
BOOST_AUTO_TEST_CASE(kernels_do_not_stop_in_running_text) {
  const std::string prose = read_text(source_path("tests/data/text/pages.txt"));
  for (const char *chain : {"buckwalter", "search", "clean", "iso-233", "search,buckwalter",
                            "pashto", "sindhi", "balochi"}) {
    BOOST_TEST(stops(Loaded(chain), prose) == 0, chain);
  }
  const std::string quran =
      "\u0627\u0653\u0621 \u0648\u064E\u0670\u0653\u0626\u0650\u0643 \u062C\u064A\u0653\u0621"
      " \u0644\u0651\u064E\u0627\u0653 \u0640\u0654\u064E\u0627";
  for (const char *chain : {"buckwalter", "clean", "iso-233"}) {
    BOOST_TEST(stops(Loaded(chain), quran) == 0, chain);
  }
  // A wasla before a lam is looked at together with the lam, but not with what may follow.
  BOOST_TEST(stops(Loaded("search"), "\u0671\u0644\u0652\u0628 \u0671\u0644\u0628") == 0);
}

BOOST_AUTO_TEST_CASE(vowel_signs_go_through_the_kernels_and_change_places) {
  Loaded chain("buckwalter");
  BOOST_TEST(!chain.needs_the_passes(0x064E));
  BOOST_TEST(chain.tables().swap(0x4E, 0x51)); // fatha, shadda
  BOOST_TEST(!chain.tables().swap(0x51, 0x4E));
  Loaded clean("clean");
  BOOST_TEST(clean.tables().swap(0x51, 0x4E));
}

// A table that takes both marks as they stand sees them before the form does.
BOOST_AUTO_TEST_CASE(marks_that_a_pass_before_looks_at_do_not_change_places) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = '\\u0651\\u064E', to = 'Z' }]\n"
                      "[[stage]]\nform = 'NFC'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  BOOST_REQUIRE(compiled->program().kernel_tables() != nullptr);
  BOOST_TEST(!compiled->program().kernel_tables()->swap(0x51, 0x4E));
  std::string out;
  compiled->apply("\u0628\u0651\u064E\u0628", Invalid::keep, out);
  BOOST_TEST(out == "\u0628Z\u0628");
}

// A pass before the form looks at a dal and the kasra after it. Other marks still change places.
BOOST_AUTO_TEST_CASE(marks_change_places_where_no_pass_before_looks_at_them) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = '\\u062F\\u0650', to = 'Z' },\n"
                      "{ from = '\\u062B', to = 'Y', before = '\\u0650' }]\n"
                      "[[stage]]\nform = 'NFC'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  const KernelTables *tables = compiled->program().kernel_tables();
  BOOST_REQUIRE(tables != nullptr);
  BOOST_TEST(tables->swap(0x51, 0x4E));  // shadda, fatha
  BOOST_TEST(!tables->swap(0x51, 0x50)); // shadda, kasra
  for (const std::string text :
       {"\u0628\u0651\u064E", "\u062F\u0651\u0650", "\u062F\u0650\u064E\u0628",
        "\u062B\u0651\u0650", "\u062B\u0650\u0651\u064E", "\u062F\u0651\u064E\u0650\u0628"}) {
    std::string out;
    compiled->apply(text, Invalid::keep, out);
    BOOST_TEST(out == interpret(parsed.steps, text), text);
  }
}

BOOST_AUTO_TEST_CASE(what_composes_is_joined) {
  Loaded chain("iso-233");
  auto unit = [&](unsigned x, unsigned y) {
    return chain.tables().unit(KernelTables::first_pair + x, KernelTables::first_pair + y);
  };
  const KernelTables::Cell *both = unit(0x4A, 0x51); // yeh, shadda: y with macron
  BOOST_REQUIRE(both != nullptr);
  BOOST_TEST(std::string(reinterpret_cast<const char *>(both->bytes), both->length) == "\u0233");
  BOOST_TEST(unit(0x28, 0x51) == nullptr);
}

namespace {

std::size_t member(char32_t c) { return c < 0x80 ? c : Alphabet::ascii + (c & 0xFF); }

Alphabet::Side only(const Alphabet &alphabet, char32_t c) {
  return alphabet.side([c](char32_t other) { return other == c; });
}

std::string written(const KernelTables &tables, const std::string &text) {
  std::string out(kernel_room(text.size()), '\0');
  KernelResult run = run_scalar(tables, text.data(), text.size(), needs_passes, out.data());
  return std::to_string(run.consumed) + " " + out.substr(0, run.written);
}

} // namespace

// Passes run on a unit. What meets its ends conflicts with it, and what would match beyond it.
BOOST_AUTO_TEST_CASE(a_unit_conflicts_with_what_reaches_beyond_it) {
  Parsed parsed(rules("[[stage]]\ntable = [\n"
                      "{ from = '\u0644\u0627', to = 'Z' },\n"                       // LAM ALEF
                      "{ from = '\u0644\u0627\u062A', to = 'Y' },\n"                 // before TEH
                      "{ from = '\u0628', before = '\u0644\u0627', to = 'X' }]\n")); // after BEH
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  const KernelTables *tables = compiled->program().kernel_tables();
  BOOST_REQUIRE(tables != nullptr);
  BOOST_TEST(written(*tables, "\u062B\u0644\u0627\u062B") == "8 \u062BZ\u062B");
  BOOST_TEST(written(*tables, "\u062B\u0644\u0627\u062A") == "6 \u062BZ");
  BOOST_TEST(!written(*tables, "\u0628\u0644\u0627\u062B").starts_with("8"));
}

// There is room for fewer conflicts than these. Two overlap, so that one for both costs less than
// the two; no others need to be joined, which would stop the kernel at further pairs.
BOOST_AUTO_TEST_CASE(of_too_many_conflicts_those_that_overlap_are_joined) {
  Alphabet alphabet;
  auto any_of = [&](std::u32string_view all) {
    return alphabet.side([all](char32_t c) { return all.find(c) != std::u32string_view::npos; });
  };
  alphabet.forbid(any_of(U"\u0627\u0644\u0628"), any_of(U"\u064A\u0645")); // ALEF LAM BEH, YEH MEEM
  alphabet.forbid(any_of(U"\u0627\u0644"), any_of(U"\u064A\u0645\u062A"));
  for (char32_t i = 0; i < KernelTables::max_conflicts - 1; ++i) {
    alphabet.forbid(only(alphabet, 0x62B + i), only(alphabet, 0x6A0 + i));
  }
  auto tables = make_kernel_tables(alphabet, [](char32_t) { return false; });
  BOOST_REQUIRE(tables);
  BOOST_TEST(written(*tables, "\u0628\u062A\u0628").starts_with("2")); // in the joined one
  for (char32_t i = 0; i < KernelTables::max_conflicts - 1; ++i) {
    for (char32_t k = 0; k < KernelTables::max_conflicts - 1; ++k) {
      const std::string pair = to_utf8(std::u32string{0x62B + i, 0x6A0 + k});
      BOOST_TEST(written(*tables, pair).starts_with(i == k ? "2" : "4"));
    }
  }
}

// What is removed lets its neighbours meet, one after the other too.
BOOST_AUTO_TEST_CASE(what_is_removed_does_not_hide_a_conflict) {
  for (char32_t removed : {U'\u0627', U'\u06EE'}) { // common, and rare
    Alphabet alphabet;
    alphabet.text[member(removed)].clear();
    alphabet.forbid(only(alphabet, U'\u0628'), only(alphabet, U'\u06EF'));
    auto tables = make_kernel_tables(alphabet, [](char32_t) { return false; });
    BOOST_REQUIRE(tables);
    const std::string gap = to_utf8(std::u32string(1, removed));
    BOOST_TEST(written(*tables, "\u0628" + gap + "\u06EF").starts_with("4"));
    BOOST_TEST(written(*tables, "\u0628" + gap + gap + gap + "\u06EF").starts_with("8"));
    BOOST_TEST(written(*tables, "\u0628\u062A" + gap + "\u06EF").starts_with("8"));
  }
}

// The same for the end of a text: after a removed character, what is before it meets the edge.
BOOST_AUTO_TEST_CASE(what_is_removed_does_not_hide_the_end) {
  Alphabet alphabet;
  alphabet.text[member(U'\u0627')].clear();
  auto edge = alphabet.side([](char32_t c) { return c == CodePointSet::edge; });
  alphabet.forbid(only(alphabet, U'\u0628'), edge);
  auto tables = make_kernel_tables(alphabet, [](char32_t) { return false; });
  BOOST_REQUIRE(tables);
  for (const char *text : {"\u0628", "\u0628\u0627", "\u0628\u0627\u0627"}) {
    std::string out(kernel_room(8), '\0');
    KernelResult run = run_scalar(*tables, text, std::strlen(text), needs_passes, out.data());
    BOOST_TEST((run.left & tables->edge_right) != 0);
  }
}

// A zero byte of a table means nothing, so no kernel writes a NUL but for a NUL that stays.
BOOST_AUTO_TEST_CASE(a_nul_in_a_result_needs_the_passes) {
  auto inert = [](char32_t) { return false; };
  Alphabet writes;
  writes.text[member(U'\u0628')] = std::u32string(1, U'\0');
  BOOST_TEST(written(*make_kernel_tables(writes, inert), "\u062A\u0628") == "2 \u062A");
  const std::string nul = std::string("x") + '\0' + "x";
  BOOST_TEST(written(*make_kernel_tables(Alphabet(), inert), nul) == "3 " + nul);
  Alphabet with_conflict; // of ASCII, which makes a table that is not narrow
  with_conflict.forbid(only(with_conflict, U'a'), only(with_conflict, U'b'));
  BOOST_TEST(written(*make_kernel_tables(with_conflict, inert), nul) == "3 " + nul);
}

// One that a character holds in itself can never be taken.
BOOST_AUTO_TEST_CASE(a_conflict_inside_a_result_needs_the_passes) {
  Alphabet alphabet;
  alphabet.text[member(U'\u0628')] = U"xy";
  alphabet.forbid(only(alphabet, U'x'), only(alphabet, U'y'));
  BOOST_TEST(alphabet.needs_passes[member(U'\u0628')]);
  BOOST_TEST(!alphabet.needs_passes[member(U'\u062A')]);
}

// U+0622 and U+0655 are U+0625 U+0653 in NFC, and the next mark belongs before the madda.
BOOST_AUTO_TEST_CASE(a_letter_that_comes_apart_needs_the_passes) {
  for (const char *name : {"nfc", "clean", "buckwalter"}) {
    arnorm::Loaded table = Chain::load(name, {.engine = Engine::table});
    arnorm::Loaded icu = Chain::load(name, {.engine = Engine::icu});
    for (const char *text : {"\u0622\u0655\u06ED", "\u0622\u0655\u0655", "\u0623\u0655\u06E3"}) {
      BOOST_TEST(table->apply(text) == icu->apply(text), name);
    }
  }
}

// The hamza above composes with the alef across the mark below it.
BOOST_AUTO_TEST_CASE(a_mark_composes_across_the_mark_of_a_result) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = '\u0673', to = '\u0627\u065F' }]\n"
                      "[[stage]]\nform = 'NFC'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  const KernelTables *tables = compiled->program().kernel_tables();
  BOOST_REQUIRE(tables != nullptr);
  BOOST_TEST(written(*tables, "\u0673\u0628") == "4 \u0627\u065F\u0628");
  BOOST_TEST(!written(*tables, "\u0673\u0654").starts_with("4"));
}

// Arabic letter mark: an alef and a hamza meet across it.
BOOST_AUTO_TEST_CASE(what_is_removed_is_a_gap_for_the_form_after_it) {
  Loaded chain("clean");
  BOOST_TEST(written(chain.tables(), "\u0628\u061C\u0654\u0628") == "8 \u0628\u0654\u0628");
  BOOST_TEST(written(chain.tables(), "\u0627\u061C\u0654\u0628") == "4 \u0627");
}

// To look through gaps takes time: `search` removes vowel signs, `clean` no common character.
BOOST_AUTO_TEST_CASE(vectors_know_only_common_gaps) {
  BOOST_TEST(Loaded("search").tables().has_gaps);
  Loaded chain("clean");
  BOOST_TEST(!chain.tables().has_gaps);
  BOOST_TEST((chain.tables().pair_right[0x1C] & needs_scalar) != 0);
}

BOOST_AUTO_TEST_CASE(where_every_letter_needs_the_passes_there_are_no_tables) {
  Parsed parsed(rules("[[stage]]\nicu = 'Upper'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  BOOST_TEST((compiled->program().kernel_tables() == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
