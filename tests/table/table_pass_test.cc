// One table as a pass, in pieces, with an automaton and without.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "characters/utf.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "table/table_pass.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(table_pass)

namespace {

std::u32string run(const Pass &pass, std::u32string_view text, std::size_t piece) {
  auto run = pass.start();
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    run->feed(text.substr(at, piece), false, out);
  }
  run->feed({}, true, out);
  return out;
}

FlatRules flat_rules(const Step &step, Report &report) {
  const auto &table = std::get<TableStage>(step.stage->what);
  return flatten(oriented_rows(table, step.stage->only, step.direction), report);
}

// An automaton that keeps what it finds, one that often begins anew, and none.
constexpr std::size_t rooms[] = {MatchAutomaton::usual_room, 100, 0};

PassPtr pass_of(const Step &step, std::size_t room, Report &report) {
  return TablePass::make(flat_rules(step, report), room);
}

std::u32string transform(const std::string &rows, std::u32string_view text,
                         std::size_t room = MatchAutomaton::usual_room) {
  Parsed parsed(rules("[[stage]]\ntable = [" + rows + "]\n"));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  return run(*pass_of(parsed.steps[0], room, parsed.report), text, 100);
}

} // namespace

// Of 200 sets and a few, up to eight are a list and more are bits.
BOOST_AUTO_TEST_CASE(a_class_knows_its_sets_be_they_few_or_many) {
  std::string rows;
  for (char32_t c = 0x4E01; c < 0x4E01 + 200; ++c) {
    rows += fmt::format("{{ from = '[\\u4E00-\\u{:04X}]b', to = 'x' }},\n", unsigned{c});
  }
  Parsed parsed(rules("[[stage]]\ntable = [\n" + rows + "]\n"));
  FlatRules flat = flat_rules(parsed.steps.at(0), parsed.report);
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  CharacterClasses classes(flat);
  BOOST_TEST(classes.count() == 202u); // with `b` and all others
  for (char32_t c = 0x4DFF; c < 0x4E01 + 202; ++c) {
    std::uint16_t own = classes.of(c);
    std::vector<SetPool::Id> wanted, listed;
    for (SetPool::Id id = 0; id < flat.sets.size(); ++id) {
      bool in = flat.sets[id].contains(c);
      BOOST_REQUIRE(classes.contains(id, own) == in);
      if (in) {
        wanted.push_back(id);
      }
    }
    classes.sets_of(own).for_each([&](SetPool::Id id) { listed.push_back(id); });
    BOOST_REQUIRE(listed == wanted);
    BOOST_REQUIRE(classes.sets_of(own).size() == wanted.size());
  }
}

BOOST_AUTO_TEST_CASE(the_longest_match_wins_then_the_earlier_row) {
  const std::string rows = "{ from = 'a', to = '1' }, { from = 'ab', to = '2' },"
                           "{ from = '[ax]b', to = '3' }, { from = 'abc', before = 'd', to = '4' }";
  for (std::size_t room : rooms) {
    BOOST_TEST((transform(rows, U"aabxbabcabcd", room) == U"1232c4d"));
  }
}

BOOST_AUTO_TEST_CASE(many_rows_are_an_automaton_too) {
  std::string many;
  std::u32string text, wanted;
  for (int i = 0; i < 19000; ++i) {
    many += fmt::format("{{ from = '{:05}', after = '[^x]', before = '[^y]', to = '{}' }},\n", i,
                        static_cast<char>('a' + i % 7));
  }
  for (int i = 0; i < 200000; i += 7) {
    text += to_utf32(fmt::format("{:05} ", i % 19000));
    wanted += {static_cast<char32_t>('a' + i % 19000 % 7), U' '};
  }
  BOOST_TEST((transform(many, text) == wanted));
  Parsed parsed(rules("[[stage]]\ntable = [\n" + many + "]\n"));
  FlatRules flat = flat_rules(parsed.steps.at(0), parsed.report);
  CharacterClasses classes(flat);
  BOOST_TEST(MatchRules(flat, classes).has_classes());
}

BOOST_AUTO_TEST_CASE(contexts_see_the_input) {
  const std::string rows = "{ from = 'a', to = 'b' }, { from = 'c', after = 'a', to = 'x' },"
                           "{ from = 'c', after = 'b', to = 'y' }";
  BOOST_TEST((transform(rows, U"acbcc") == U"bxbyc"));
}

BOOST_AUTO_TEST_CASE(edges_count_as_a_noncharacter) {
  const std::string rows = "{ from = 'a', after = '[^b]', before = '[^b]', to = 'x' }";
  BOOST_TEST((transform(rows, U"a") == U"x"));
  BOOST_TEST((transform(rows, U"aba") == U"aba"));
  BOOST_TEST((transform(rows, U"aca") == U"xcx"));
}

BOOST_AUTO_TEST_CASE(groups_are_written_again) {
  BOOST_TEST((transform("{ from = '([ab])(c)?d', to = '<$2$1>' }", U"acdbdd") == U"<ca><b>d"));
}

BOOST_AUTO_TEST_CASE(random_tables_in_pieces_and_without_an_automaton) {
  Random random(1);
  int tables = 0;
  for (int i = 0; i < rounds(1500); ++i) {
    std::string file = random_rule_file(random);
    Parsed parsed(file);
    for (const Step &step : parsed.steps) {
      if (parsed.report.has_errors() || !std::holds_alternative<TableStage>(step.stage->what)) {
        continue;
      }
      ++tables;
      Report report;
      std::vector<PassPtr> passes;
      for (std::size_t room : rooms) {
        passes.push_back(pass_of(step, room, report));
      }
      for (int n = 0; n < 5; ++n) {
        std::u32string text = to_utf32(random_text(random, 15));
        std::u32string wanted = interpret(step, text);
        for (std::size_t piece : {1U, 2U, 7U, 100U}) {
          for (const PassPtr &pass : passes) {
            BOOST_REQUIRE_MESSAGE(run(*pass, text, piece) == wanted, file);
          }
        }
      }
    }
  }
  BOOST_TEST(tables > rounds(500));
}

// More kinds of characters than there are numbers for.
BOOST_AUTO_TEST_CASE(too_many_kinds_of_characters_are_no_pass) {
  FlatRules table;
  for (char32_t c = 0x10000; c < 0x10000 + 0x10010; ++c) {
    Rule rule;
    rule.from = {table.sets.add(CodePointSet::single(c)),
                 table.sets.add(CodePointSet::single('a'))};
    table.rules.push_back(std::move(rule));
  }
  table.longest = 2;
  BOOST_TEST(TablePass::make(table) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
