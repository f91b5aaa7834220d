// Law 6: edits are ordered, name every change, and are those of the definition.
#include <boost/test/unit_test.hpp>

#include <functional>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/edit_oracle.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/text_driver.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(edits)

namespace {

std::string spelled(const std::vector<Edit> &edits) {
  std::string out;
  for (const Edit &edit : edits) {
    out += std::to_string(edit.in.begin) + "-" + std::to_string(edit.in.end) + ">" +
           std::to_string(edit.out.begin) + "-" + std::to_string(edit.out.end) + " ";
  }
  return out;
}

// Ordered, apart, different on both sides; outside of them both texts are the same.
void check_laws(const std::string &in, const std::string &out, const Alignment &map) {
  BOOST_REQUIRE_EQUAL(map.input_size(), in.size());
  BOOST_REQUIRE_EQUAL(map.output_size(), out.size());
  Range at{0, 0}; // in `in` and in `out`
  auto copied = [&](std::size_t in_end, std::size_t out_end) {
    BOOST_REQUIRE(at.begin <= in_end && at.end <= out_end);
    BOOST_REQUIRE_EQUAL(in.substr(at.begin, in_end - at.begin),
                        out.substr(at.end, out_end - at.end));
  };
  for (const Edit &edit : map.edits()) {
    copied(edit.in.begin, edit.out.begin);
    BOOST_REQUIRE(edit.in.begin < edit.in.end);
    BOOST_REQUIRE(in.substr(edit.in.begin, edit.in.end - edit.in.begin) !=
                  out.substr(edit.out.begin, edit.out.end - edit.out.begin));
    at = {edit.in.end, edit.out.end};
  }
  copied(in.size(), out.size());
}

struct Aligned {
  std::string out;
  Alignment map;
};

Aligned whole(const CompiledChain &chain, const std::string &text, Invalid invalid) {
  Aligned result;
  result.out = "before";
  chain.apply(text, invalid, result.out, &result.map);
  result.out.erase(0, 6);
  return result;
}

Aligned in_pieces(const CompiledChain &chain, const std::string &text, Random &random) {
  std::uniform_int_distribution<std::size_t> size(0, text.size() / 3 + 2);
  Aligned result;
  TextDriver driver(chain.program(), Invalid::keep, &result.map);
  std::string_view rest = text;
  while (!rest.empty()) {
    std::string_view piece = rest.substr(0, size(random));
    rest.remove_prefix(piece.size());
    driver.write(piece, false, result.out);
  }
  driver.finish(result.out);
  return result;
}

struct Engines {
  std::vector<Step> steps;
  std::unique_ptr<const CompiledChain> table;
  std::unique_ptr<const CompiledChain> icu; // null: not asked for
};

void check(const Engines &engines, const std::string &text, Random &random,
           const std::string &what) {
  std::string plain;
  engines.table->apply(text, Invalid::keep, plain);
  Aligned got = whole(*engines.table, text, Invalid::keep);
  BOOST_REQUIRE_MESSAGE(got.out == plain, what << ": " << code_points(text));
  check_laws(text, got.out, got.map);
  std::vector<Edit> wanted = interpret_edits(engines.steps, text);
  BOOST_REQUIRE_MESSAGE(got.map.edits() == wanted,
                        what << "\ntext:   " << code_points(text) << "\nout:    "
                             << code_points(got.out) << "\nwanted: " << spelled(wanted)
                             << "\ngot:    " << spelled(got.map.edits()));
  Aligned cut = in_pieces(*engines.table, text, random);
  BOOST_REQUIRE(cut.out == plain);
  BOOST_REQUIRE_MESSAGE(cut.map.edits() == wanted,
                        what << ", in pieces\ntext:   " << code_points(text) << "\nwanted: "
                             << spelled(wanted) << "\ngot:    " << spelled(cut.map.edits()));
  if (engines.icu) {
    Aligned icu = whole(*engines.icu, text, Invalid::keep);
    check_laws(text, icu.out, icu.map);
  }
  Aligned replaced = whole(*engines.table, text, Invalid::replace);
  check_laws(text, replaced.out, replaced.map);
}

Engines chain(const std::string &names, Direction direction, bool with_icu) {
  RuleLibrary library({});
  Report report;
  Engines engines;
  engines.steps = steps_of_chain(names, direction, library, report);
  engines.table = CompiledChain::build(engines.steps, report);
  engines.icu = with_icu ? CompiledChain::build(engines.steps, report, Engine::icu) : nullptr;
  return engines;
}

const std::u32string common = U"\u0627\u0644\u0645\u0648\u064A\u0628\u0629\u0649\u0623\u0622\u0621"
                              U"\u064E\u064F\u0650\u0651\u0652\u064B\u0670\u0653\u0654\u0655\u0671"
                              U"\u0640 \n\u200C\u06CC\uFEFB\u0660a1\u00AB\u0610\u06E2\u0301\u0323";

std::string random_words(Random &random, std::size_t max) {
  std::u32string text;
  for (std::size_t n = random() % max; n > 0; --n) {
    text += common[random() % common.size()];
  }
  return to_utf8(text);
}

} // namespace

BOOST_AUTO_TEST_CASE(shipped_chains_make_the_edits_of_the_definition) {
  Random random(31);
  for (const char *names :
       {"buckwalter", "iso-233", "search", "clean", "search,buckwalter", "nfc", "nfkd",
        "mark-order", "satts", "din-31635", "asr", "nfd,iso-233,nfc", "squeeze-letters"}) {
    std::vector<std::string> all = shipped();
    if (std::string(names).find(',') == std::string::npos &&
        std::find(all.begin(), all.end(), names) == all.end()) {
      continue;
    }
    Engines engines = chain(names, Direction::forward, false);
    BOOST_REQUIRE(engines.table);
    for (int i = 0; i < rounds(1500); ++i) {
      check(engines, random_words(random, i % 10 == 0 ? 80 : 12), random, names);
    }
  }
}

// Of these nobody defines the edits, but they obey the laws.
BOOST_AUTO_TEST_CASE(transforms_of_icu_obey_the_laws) {
  Random random(36);
  for (const char *icu :
       {"Any-Latin", "Latin-ASCII", "NFKD; [:M:] Remove; NFC", "Any-Upper", "Any-Title", "Any-Hex",
        "Latin-Arabic", "Arabic-Latin; Latin-Arabic", "Any-Name", "[ab] Null",
        "::NFD; (a) > $1 x; b > ; {\\u0628} \\u064E > 1; (\\u0627+) > &Any-Hex($1) y $1;",
        "$x = [\\u064E-\\u0652]; ($x) ($x) > $2 | $1; \\u0644 { \\u0627 > ; ^ \\u0628 > xyz;"}) {
    Report report;
    RuleLibrary library({});
    std::vector<Step> steps;
    std::string rules = "format = 1\nname = \"t\"\n[[stage]]\nicu = \"" + std::string(icu) + "\"\n";
    if (RuleSetPtr set = library.parse(rules, "<icu>", report)) {
      lay_out(set, Direction::forward, library, steps, report);
    }
    auto chain = CompiledChain::build(steps, report);
    BOOST_REQUIRE_MESSAGE(chain, icu);
    for (int i = 0; i < rounds(150); ++i) {
      std::string text = random_words(random, i % 10 == 0 ? 80 : 12) + (i % 9 == 0 ? "aab" : "");
      std::string plain;
      chain->apply(text, Invalid::keep, plain);
      Aligned got = whole(*chain, text, Invalid::keep);
      BOOST_TEST_CONTEXT(icu << " on " << code_points(text) << " gives "
                             << spelled(got.map.edits())) {
        BOOST_REQUIRE(got.out == plain);
        check_laws(text, got.out, got.map);
        BOOST_REQUIRE(in_pieces(*chain, text, random).map.edits() == got.map.edits());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(random_rule_files_make_the_edits_of_the_definition) {
  Random random(30);
  int loaded = 0;
  for (int i = 0; i < rounds(1500); ++i) {
    std::string rules = random_rule_file(random);
    RuleLibrary library({.texts = random_word_files()});
    Report report;
    Engines engines;
    if (RuleSetPtr set = library.parse(rules, "<random>", report)) {
      lay_out(set, i % 4 == 0 ? Direction::reverse : Direction::forward, library, engines.steps,
              report);
    }
    if (report.has_errors()) {
      continue;
    }
    ++loaded;
    engines.table = CompiledChain::build(engines.steps, report);
    engines.icu = i % 8 == 0 ? CompiledChain::build(engines.steps, report, Engine::icu) : nullptr;
    for (int n = 0; n < 30; ++n) {
      check(engines, random_text(random, 12), random, rules);
    }
  }
  BOOST_TEST(loaded > rounds(600));
}

namespace {

// Forms and mark orders in a row are one stage to edits.
std::vector<std::vector<Step>> stages_of(const std::vector<Step> &steps) {
  auto shapes = [](const Step &step) {
    return std::holds_alternative<FormStage>(step.stage->what) ||
           std::holds_alternative<MarksStage>(step.stage->what);
  };
  std::vector<std::vector<Step>> stages;
  for (const Step &step : steps) {
    bool joins = !stages.empty() && shapes(step) && shapes(stages.back().back());
    joins ? stages.back().push_back(step) : stages.push_back({step});
  }
  return stages;
}

// Edits that leave the text as it was in the end say nothing.
std::vector<Edit> changes_of(const Alignment &map, const std::string &in, const std::string &out) {
  std::vector<Edit> edits = map.edits();
  std::erase_if(edits, [&](const Edit &edit) {
    return in.substr(edit.in.begin, edit.in.end - edit.in.begin) ==
           out.substr(edit.out.begin, edit.out.end - edit.out.begin);
  });
  return edits;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_edits_of_a_chain_are_those_of_its_stages_composed) {
  Random random(35);
  for (int i = 0; i < rounds(400); ++i) {
    std::string rules = random_rule_file(random);
    RuleLibrary library({.texts = random_word_files()});
    Report report;
    std::vector<Step> steps;
    if (RuleSetPtr set = library.parse(rules, "<random>", report)) {
      lay_out(set, i % 4 == 0 ? Direction::reverse : Direction::forward, library, steps, report);
    }
    if (report.has_errors() || steps.empty()) {
      continue;
    }
    auto chain = CompiledChain::build(steps, report);
    std::vector<std::unique_ptr<const CompiledChain>> stages;
    for (const std::vector<Step> &stage : stages_of(steps)) {
      stages.push_back(CompiledChain::build(stage, report));
    }
    for (int n = 0; n < 20; ++n) {
      std::string text = random_text(random, 12);
      Alignment all;
      all.add_copy(text.size());
      std::string current = text;
      for (const auto &stage : stages) {
        Aligned next = whole(*stage, current, Invalid::keep);
        all = Alignment::compose(all, next.map);
        current = next.out;
      }
      Aligned got = whole(*chain, text, Invalid::keep);
      BOOST_REQUIRE(got.out == current);
      BOOST_REQUIRE_MESSAGE(changes_of(all, text, current) == got.map.edits(),
                            rules << "\ntext:   " << code_points(text)
                                  << "\nstages: " << spelled(changes_of(all, text, current))
                                  << "\nchain:  " << spelled(got.map.edits()));
    }
  }
}

// All texts of up to four characters over letters and marks that join and change places.
BOOST_AUTO_TEST_CASE(all_short_texts_of_marks) {
  Random random(32);
  const std::u32string alphabet = U"\u0627\u064A\u064E\u0651\u0653\u0655\u0628";
  for (const char *names : {"buckwalter", "iso-233", "clean", "search", "satts"}) {
    Engines engines = chain(names, Direction::forward, false);
    std::function<void(const std::u32string &, int)> all = [&](const std::u32string &text,
                                                               int left) {
      check(engines, to_utf8(text), random, names);
      for (char32_t c : alphabet) {
        if (left > 0) {
          all(text + c, left - 1);
        }
      }
    };
    all(U"", 4);
  }
}

namespace {

// The edits of a stream whose text comes in pieces of random sizes, in parts.
std::vector<Alignment> parts_of(Stream &stream, std::string_view text, std::string &out,
                                Random &random) {
  std::uniform_int_distribution<std::size_t> size(0, text.size() / 3 + 2);
  std::vector<Alignment> parts;
  while (!text.empty()) {
    std::string_view piece = text.substr(0, size(random));
    text.remove_prefix(piece.size());
    stream.write(piece, out, parts.emplace_back());
  }
  stream.finish(out, parts.emplace_back());
  return parts;
}

} // namespace

// ICU replaces all of what it looked at, also a character of two units that stays.
BOOST_AUTO_TEST_CASE(an_edit_of_a_form_is_the_smallest_stretch_that_changed) {
  for (Engine engine : {Engine::automatic, Engine::icu}) {
    Loaded chain = Chain::load("nfd", {.engine = engine});
    for (const std::string before : {"a", "\xFF", "\U0001D400", "\U0001D400\U0001D401"}) {
      std::string out;
      Alignment map;
      chain->apply(before + "\u0323\u0301\u0323", out, map);
      BOOST_TEST(out == before + "\u0323\u0323\u0301");
      std::size_t begin = before.size() + 2;
      BOOST_TEST((map.edits() == std::vector<Edit>{{{begin, begin + 4}, {begin, begin + 4}}}),
                 spelled(map.edits()));
    }
  }
}

BOOST_AUTO_TEST_CASE(parts_of_a_stream_are_the_edits_of_the_whole) {
  Random random(33);
  for (const char *names :
       {"buckwalter", "iso-233", "search,buckwalter", "din-31635", "nfkc", "nfd"}) {
    for (Engine engine : {Engine::automatic, Engine::icu}) {
      Loaded chain = Chain::load(names, {.engine = engine});
      BOOST_REQUIRE(chain);
      Stream stream(*chain); // of one text after the other
      for (int i = 0; i < rounds(engine == Engine::icu ? 60 : 400); ++i) {
        const char *between = i % 7 == 0   ? "\xFF\u0323\u0301\u0323"
                              : i % 7 == 1 ? "\U0001D400\u0323\u0301\u0323"
                                           : "";
        std::string text =
            random_words(random, i % 10 == 0 ? 300 : 20) + between + random_words(random, 8);
        std::string whole;
        Alignment map;
        chain->apply(text, whole, map);
        std::string out;
        Alignment joined;
        for (const Alignment &part : parts_of(stream, text, out, random)) {
          BOOST_REQUIRE_EQUAL(part.input_begin(), joined.input_size());
          BOOST_REQUIRE_EQUAL(part.output_begin(), joined.output_size());
          joined.append(part);
        }
        BOOST_REQUIRE(out == whole);
        BOOST_REQUIRE_EQUAL(joined.input_size(), map.input_size());
        BOOST_REQUIRE_MESSAGE(joined.edits() == map.edits(),
                              names << " on engine " << static_cast<int>(engine) << "\ntext:   "
                                    << code_points(text) << "\nwhole:  " << spelled(map.edits())
                                    << "\nparts:  " << spelled(joined.edits()));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_part_comes_with_its_output_and_leaves_no_more_than_the_reach) {
  Loaded chain = Chain::load("buckwalter");
  Stream stream(*chain);
  std::string out;
  Alignment part;
  std::size_t total = 0;
  for (int i = 0; i < 1000; ++i) {
    out.clear();
    stream.write("\u0628\u064E\u062A\u0651 ", out, part);
    total += 9;
    BOOST_REQUIRE_EQUAL(part.output_size() - part.output_begin(), out.size());
    BOOST_REQUIRE(total - part.input_size() < 64);
    BOOST_REQUIRE(part.runs().size() < 8);
  }
}

// More marks than a stage holds, in several orders; none ends where a piece of them does.
BOOST_AUTO_TEST_CASE(long_runs_of_marks_make_the_edits_of_the_definition) {
  Random random(34);
  const std::u32string marks = U"\u064E\u0651\u0650\u0654\u0655\u0344\u0323";
  for (const char *names : {"buckwalter", "nfkc", "nfd,mark-order"}) {
    Engines engines = chain(names, Direction::forward, false);
    for (std::size_t length : {1023, 1024, 1025, 2500, 5000}) {
      std::u32string text = U"\u0628";
      for (std::size_t i = 0; i < length; ++i) {
        text += marks[random() % marks.size()];
      }
      check(engines, to_utf8(text + U"\u0628"), random, names);
    }
  }
}

namespace {

void check_held(const Chain &chain, const std::string &piece) {
  Stream stream(chain);
  std::string out;
  Alignment part;
  std::size_t total = 0;
  std::string pieces;
  for (int i = 0; i < 100; ++i) {
    pieces += piece;
  }
  for (int i = 0; i < 400; ++i) {
    stream.write(pieces, out, part);
    total += pieces.size();
    BOOST_REQUIRE_MESSAGE(total - part.input_size() < 40000, piece << total - part.input_size());
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(a_stream_holds_little_of_a_long_run) {
  Loaded table = Chain::load("nfc,buckwalter");
  Loaded icu = Chain::load("nfc,buckwalter", {.engine = Engine::icu});
  for (const char *piece : {"\u064E\u0651", "\u0344\u0301"}) {
    check_held(*table, piece);
    check_held(*icu, piece);
  }
  check_held(*table, "\u1161"); // starters that compose; ICU's own transliterator holds them all
}

BOOST_AUTO_TEST_CASE(a_stream_hands_over_what_it_has_done_when_it_is_asked) {
  Loaded chain = Chain::load("buckwalter");
  std::string out;
  Alignment part;
  Stream stream(*chain);
  stream.write("\u0628 ", out, part);
  stream.write("\u0628 ", out);
  stream.write("\u0628 ", out, part);
  Alignment rest;
  stream.finish(out, rest);
  part.append(rest);
  BOOST_TEST(out == "b b b ");
  BOOST_TEST(part.input_size() == 9U);
  BOOST_TEST(part.edits().back().in.begin == 6U);

  stream.write("\u0628 \u0628", out); // a text that begins without
  stream.write("\u0628", out, part);
  BOOST_TEST(part.edits().empty());
  BOOST_TEST(part.input_size() == 0U);
  stream.finish(out, part);
  BOOST_TEST(part.edits().empty());
  stream.write("\u0628", out, part); // and the next one with
  stream.finish(out, rest);
  part.append(rest);
  BOOST_TEST(part.edit_count() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_stopped_has_no_edits) {
  Loaded chain = Chain::load("buckwalter");
  std::string out = "before";
  Alignment map;
  map.add_edit(3, 4);
  Tally tally = chain->apply("\u0628\xFF\u0628", out, map, Invalid::error);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(out == "before");
  BOOST_CHECK(map == Alignment());

  Stream stream(*chain, Invalid::error);
  out.clear();
  stream.write("\u0628 \u0628\xFF\u0628", out, map);
  Alignment rest;
  BOOST_TEST(stream.finish(out, rest).stopped);
  map.append(rest);
  BOOST_TEST(map.output_size() == out.size()); // what came out before it
  out.clear();
  stream.write("\u062A ", out, map); // of the next text nothing is mixed with it
  stream.finish(out, rest);
  map.append(rest);
  BOOST_TEST(out == "t ");
  BOOST_CHECK((map.edits() == std::vector<Edit>{{{0, 2}, {0, 1}}}));
}

BOOST_AUTO_TEST_CASE(an_empty_text_has_an_empty_alignment) {
  Loaded chain = Chain::load("buckwalter");
  std::string out;
  Alignment map;
  chain->apply("", out, map);
  BOOST_CHECK(map == Alignment());
  BOOST_CHECK((map.to_input({0, 5}) == Range{0, 0}));
  BOOST_CHECK((map.to_output({7, 2}) == Range{0, 0}));
}

BOOST_AUTO_TEST_CASE(the_text_may_be_a_part_of_the_output) {
  Loaded chain = Chain::load("buckwalter");
  std::string out = "\u0628\u062A";
  Alignment map;
  chain->apply(out, out, map);
  BOOST_TEST(out == "\u0628\u062Abt");
  BOOST_TEST(map.output_size() == 2U);
  BOOST_TEST(map.edit_count() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
