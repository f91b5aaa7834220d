// Legal rule files that are written to hurt: they load within bounds, or a diagnostic names the
// bound. No test looks at the clock. Work is counted, and the sizes are such that a load whose cost
// grows with their square would take minutes.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "rules/flat_rules.h"
#include "support/hostile_rules.h"
#include "support/sanitizer.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(hostile_files)

namespace {

const HostileKind &kind(std::string_view name) {
  for (const HostileKind &each : hostile_kinds()) {
    if (each.name == name) {
      return each;
    }
  }
  throw std::runtime_error("no such kind");
}

// What the only table of a file costs.
TableCost cost(std::string_view name, std::size_t size) {
  Parsed parsed(hostile_rules(kind(name), size));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  const Step &step = parsed.steps.at(0);
  const auto &table = std::get<TableStage>(step.stage->what);
  TableCost spent;
  flatten(oriented_rows(table, step.stage->only, step.direction), parsed.report, spent);
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  return spent;
}

std::string first_code(const std::string &rules) {
  Loaded chain = Chain::parse(rules);
  return chain.diagnostics.empty()
             ? ""
             : to_string(chain.diagnostics[0].code) + ": " + chain.diagnostics[0].message;
}

} // namespace

// With the address sanitizer, the largest take a minute each.
constexpr std::size_t part = has_address_sanitizer ? 6 : 1;

BOOST_AUTO_TEST_CASE(large_legal_files_load) {
  for (const HostileKind &each : hostile_kinds()) {
    BOOST_TEST_MESSAGE(each.name);
    BOOST_TEST(first_code(hostile_rules(each, each.size / part)) == "", each.name);
  }
}

BOOST_AUTO_TEST_CASE(twice_the_rows_are_compared_twice_as_often) {
  for (const char *name : {"nested_sets", "nearly_equal_sets", "wide_contexts", "names_in_sets",
                           "equal_beginnings", "one_letter_in_contexts", "long_patterns"}) {
    std::size_t once = cost(name, 500).comparisons;
    std::size_t twice = cost(name, 1000).comparisons;
    BOOST_TEST(twice < once * 5 / 2, name);
  }
}

BOOST_AUTO_TEST_CASE(equal_sets_are_kept_once) {
  Parsed parsed(hostile_rules(kind("one_set_in_all_rows"), 2));
  const auto &rows = std::get<TableStage>(parsed.steps.at(0).stage->what).rows.all();
  const auto &first = rows.at(0).from.items;
  const auto &second = rows.at(1).from.items;
  for (std::size_t i = 0; i < 8; ++i) {
    BOOST_TEST(first[i].set.ranges().data() == second[i].set.ranges().data());
  }
}

BOOST_AUTO_TEST_CASE(the_bounds_have_diagnostics) {
  BOOST_TEST(first_code(hostile_rules(kind("nested_contexts"), 16'000)) ==
             "AR0401: the sets of this table overlap too often");
  BOOST_TEST(first_code(hostile_rules(kind("names_in_sets"), 6200)) ==
             "AR0401: this file has too many large sets");
  BOOST_TEST(first_code(hostile_rules(kind("counts"), 20)) ==
             "AR0401: the counts and contexts of this row have more than 20000 combinations, "
             "including those of earlier rows");
  std::string tables;
  for (int i = 0; i < 30; ++i) {
    tables += kind("counts").body(19);
  }
  BOOST_TEST(first_code(rules(tables)) ==
             "AR0401: the counts and contexts of this row have more than 500000 combinations, "
             "including those of earlier tables");
  std::string properties = "[[stage]]\nremove = '[";
  for (int i = 0; i < 1001; ++i) {
    properties += fmt::format("\\p{{ccc={}}}", std::string(static_cast<std::size_t>(i % 40), ' ') +
                                                   std::to_string(i % 200));
    properties += fmt::format("\\p{{L{}}}", std::string(static_cast<std::size_t>(i), ' '));
  }
  BOOST_TEST(first_code(rules(properties + "]'\n")) == "AR0401: this file has too many large sets");
}

// ICU's reader of rules calls itself for each parenthesis, and copies variables.
BOOST_AUTO_TEST_CASE(rules_for_icu_are_bounded) {
  auto stage = [](const std::string &text) {
    return rules("[[stage]]\nicu = '''" + text + "'''\n");
  };
  auto deep = [&](std::string_view opening, int depth, const std::string &before = "") {
    std::string text = before + "a > ";
    for (int i = 0; i < depth; ++i) {
      text += opening;
    }
    return stage(text + "x" + std::string(static_cast<std::size_t>(depth), ')') + ";");
  };
  const std::string too_deep = "AR0401: parentheses are nested more than 100 deep";
  BOOST_TEST(first_code(deep("&Any-Null(", 90)) == "");
  for (const char *before :
       {"", "# [ ( '\n", "\u200E# [\n", "b > '[' \\[ \\' '';", "[';] > c ;", "$v = '(' ;"}) {
    BOOST_TEST(first_code(deep("&Any-Null(", 200'000, before)) == too_deep, before);
  }
  BOOST_TEST(first_code(deep("(", 100'000)) == too_deep);
  std::string many; // of which none is inside another
  for (int i = 0; i < 300; ++i) {
    many += "(b) '(' \\( [(] > $1 ;";
  }
  BOOST_TEST(first_code(stage(many)) == "");

  std::string doubling = "$a0 = xx;";
  for (int i = 1; i < 40; ++i) {
    doubling += fmt::format("$a{} = $a{}\u2027$a{};", i, i - 1, i - 1);
  }
  BOOST_TEST(first_code(stage(doubling + "$a39 > y;")) ==
             "AR0401: with their variables expanded, these rules have more than 1 MiB");
}

// What looks at all of a text for each of its characters, or at all rows for each row, takes
// minutes for these.
BOOST_AUTO_TEST_CASE(each_part_is_looked_at_a_few_times) {
  std::string letters;
  std::string results;
  for (unsigned i = 0; i < 19'000 / part; ++i) {
    letters += to_utf8(std::u32string(1, 0x20000 + i));
    results += to_utf8(std::u32string(1, 0x24000 + i));
  }
  BOOST_TEST(first_code(rules("[[stage]]\ntable = [ { letters = \"" + letters + "\", to = \"" +
                              results + "\" } ]\n")) == "");
  BOOST_TEST(first_code(rules("[[stage]]\ntable = [ { letters = \"" + std::string(600'000, 'b') +
                              "\", to = \"a\" } ]\n")) == "AR0129: this letter is listed twice");
  BOOST_TEST(
      first_code(rules("[[stage]]\ntable = [ { from = 'a', to = '" + std::string(1'000'000, '(') +
                       std::string(1'000'000, ')') + "' } ]\n")) ==
      "AR0401: `to` has more than 1024 characters and groups");
  std::string unknown = "[sets]\n";
  std::string asking = "[[stage]]\ntable = [\n";
  for (int i = 0; i < 40'000 / static_cast<int>(part); ++i) {
    unknown += fmt::format("s{} = '[ab]'\n", i);
    asking += fmt::format("{{ from = '$t{}', to = 'x' }},\n", i);
  }
  BOOST_TEST(first_code(rules(unknown + asking + "]\n")) == "AR0110: `$t0` is not defined");
}

// In the tables of a chain, what the first ones write may begin with any of thousands of
// characters.
BOOST_AUTO_TEST_CASE(tables_that_write_many_characters_have_no_place_to_cut) {
  std::string first = "[[stage]]\ntable = [\n";
  std::string second = first;
  for (unsigned i = 0; i < 10'000 / part; ++i) {
    first += fmt::format("{{ from = '[\\u{{0}}-\\u{{6FF}}]\\u{{{:X}}}', to = '{}' }},\n",
                         0x4E00 + i, to_utf8(std::u32string(1, 0x20000 + i)));
    second += fmt::format("{{ from = '[\\u{{20000}}-\\u{{24E20}}]\\u{{{:X}}}', to = 'x' }},\n",
                          0x4E00 + i);
  }
  BOOST_TEST(first_code(rules(first + "]\n" + second +
                              "]\n[[stage]]\ntable = [ { from = 'ab', to = 'c' } ]\n")) == "");
}

// Long contexts of which many hold the edge.
BOOST_AUTO_TEST_CASE(long_contexts_are_left_to_the_passes) {
  std::string rows = "[[stage]]\ntable = [\n";
  for (unsigned i = 0; i < 50; ++i) {
    std::string context;
    for (int k = 0; k < 31; ++k) {
      context += fmt::format("[^\\u{{{:X}}}]{{32}}", 0x4E00 + i);
    }
    rows += fmt::format("{{ from = '[a-z]{{3}}', after = '{0}', before = '{0}', to = 'x' }},\n",
                        context);
  }
  BOOST_TEST(first_code(rules(rows + "]\n")) == "");
}

// Several tables share the bounds: each of these is a good part of one.
BOOST_AUTO_TEST_CASE(tables_add_up) {
  std::string one = kind("nested_sets").body(19'000);
  BOOST_TEST(first_code(rules(one)) == "");
  BOOST_TEST(first_code(rules(one + one + one)) ==
             "AR0401: the sets of this table overlap too often");
}

BOOST_AUTO_TEST_CASE(many_overrides_are_found_by_their_place) {
  TemporaryFolder folder;
  std::string base = "format = 1\nname = \"base\"\n[[stage]]\ntable = [\n";
  std::string mine = "format = 1\nname = \"mine\"\nextends = \"base\"\noverride = [\n";
  for (unsigned i = 0; i < 19'000; ++i) {
    base += fmt::format("{{ from = '\\u{{{:X}}}', to = 'x' }},\n", 0x20000 + i);
    mine += fmt::format("{{ from = '\\u{{{:X}}}', to = '{}' }},\n", 0x20000 + i, i);
  }
  folder.write("base.toml", base + "]\n");
  Loaded chain = Chain::load(folder.write("mine.toml", mine + "]\n"));
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(chain->apply("\U00020007") == "7");
}

// Every name of a million: going through all names for each would take minutes.
BOOST_AUTO_TEST_CASE(names_of_characters_are_found_in_an_index) {
  std::size_t found = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    found += code_point_named("CUNEIFORM SIGN ZU5 TIMES A") == U'\U0001236F' ? 1 : 0;
  }
  BOOST_TEST(found == 0u);
  for (char32_t c = 0; c < 0x30000; c += 11) {
    std::string name = spell(c);
    if (name.find(" ") != std::string::npos && name.find('<') == std::string::npos) {
      std::string text = name.substr(name.find(' ') + 1);
      auto got = code_point_named(text);
      bool same = got == c || code_point_named("ARABIC " + text) == c ||
                  code_point_named("ARABIC LETTER " + text) == c;
      BOOST_REQUIRE_MESSAGE(same, name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
