// Where a text may be cut, the parts give what the whole gives.
#include <boost/test/unit_test.hpp>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(cut_points)

namespace {

std::vector<char32_t> cuts(const CutPoints &cut_points) {
  std::vector<char32_t> result;
  for (char32_t c = 0; c < 0x3000; ++c) {
    if (cut_points.has_boundary_before(c)) {
      result.push_back(c);
    }
  }
  return result;
}

bool has(const CutPoints &cut_points, std::u32string_view characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [&](char32_t c) { return cut_points.has_boundary_before(c); });
}

// The definition gives the same for P c Q as for P and c Q.
void check_cuts(const std::vector<Step> &steps, const CutPoints &cut_points, Random &random,
                const std::string &what) {
  std::vector<char32_t> places = cuts(cut_points);
  for (int i = 0; i < 60 && !places.empty(); ++i) {
    char32_t c = places[std::uniform_int_distribution<std::size_t>(0, places.size() - 1)(random)];
    std::string before = random_text(random, 6);
    std::string after = to_utf8(std::u32string(1, c)) + random_text(random, 6);
    std::string whole = interpret(steps, before + after);
    BOOST_REQUIRE_MESSAGE(whole == interpret(steps, before) + interpret(steps, after),
                          what << before << "|" << after);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(shipped_chains_may_be_cut_where_they_say) {
  Random random(1);
  for (const char *chain : {"buckwalter", "iso-233", "search,buckwalter", "clean", "nfkd,search"}) {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      RuleLibrary library({});
      Report report;
      std::vector<Step> steps = steps_of_chain(chain, direction, library, report);
      auto compiled = report.has_errors() ? nullptr : CompiledChain::build(steps, report);
      if (compiled) {
        check_cuts(steps, compiled->program().cut_points(), random, chain + std::string(": "));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(random_rule_files_may_be_cut_where_they_say) {
  Random random(2);
  int with_cuts = 0;
  for (int i = 0; i < rounds(1500); ++i) {
    std::string file = random_rule_file(random);
    Parsed parsed(file);
    auto compiled =
        parsed.report.has_errors() ? nullptr : CompiledChain::build(parsed.steps, parsed.report);
    if (compiled) {
      with_cuts += cuts(compiled->program().cut_points()).empty() ? 0 : 1;
      check_cuts(parsed.steps, compiled->program().cut_points(), random, file);
    }
  }
  BOOST_TEST(with_cuts > rounds(300));
}

BOOST_AUTO_TEST_CASE(letters_and_spaces_are_cuts_and_marks_are_not) {
  RuleLibrary library({});
  Report report;
  auto compiled = CompiledChain::build(
      steps_of_chain("buckwalter", Direction::forward, library, report), report);
  BOOST_REQUIRE(compiled);
  BOOST_TEST(has(compiled->program().cut_points(), U"\u0628\u062A\u0627\u0648\u064A \n0."));
  for (char32_t mark : U"\u064E\u0651\u0654\u0670") {
    BOOST_TEST((mark == 0 || !compiled->program().cut_points().has_boundary_before(mark)));
  }
}

BOOST_AUTO_TEST_CASE(a_context_hinders_cuts_that_it_can_see) {
  Parsed parsed(
      rules("[[stage]]\ntable = [\n  { from = 'a', to = 'x', after = '[bc]d' },\n"
            "  { from = 'e', to = 'y', before = 'f' },\n  { from = 'gh', to = 'z' },\n]\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  const CutPoints &cut_points = compiled->program().cut_points();
  for (char32_t c : std::u32string(U"adfh")) {
    BOOST_TEST(!cut_points.has_boundary_before(c), static_cast<char>(c));
  }
  BOOST_TEST(has(cut_points, U"bcegk "));
}

BOOST_AUTO_TEST_CASE(what_is_removed_is_no_cut_for_a_later_pass) {
  Parsed parsed(rules("[[stage]]\nremove = 'r'\n[[stage]]\nform = 'NFC'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  BOOST_TEST(!compiled->program().cut_points().has_boundary_before('r'));
  BOOST_TEST(compiled->program().cut_points().has_boundary_before(' '));
}

BOOST_AUTO_TEST_CASE(a_transform_of_icu_has_no_cuts) {
  Parsed parsed(rules("[[stage]]\nicu = 'Upper'\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  BOOST_TEST(cuts(compiled->program().cut_points()).empty());
}

namespace {

// The definition gives the same for lines one by one as for all of them.
void check_lines(const std::vector<Step> &steps, Random &random, const std::string &what) {
  for (int i = 0; i < 40; ++i) {
    std::string all;
    std::string apart;
    for (const char *end : {"\n", "\r\n", "\n", ""}) {
      std::string line = random_text(random, 4);
      std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
      all += line + end;
      apart += interpret(steps, line) + end;
    }
    BOOST_REQUIRE_MESSAGE(interpret(steps, all) == apart, what << all);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(lines_may_be_taken_at_once_where_a_chain_says_so) {
  Random random(3);
  int at_once = 0;
  for (int i = 0; i < rounds(1500); ++i) {
    std::string file = random_rule_file(random);
    Parsed parsed(file);
    auto compiled =
        parsed.report.has_errors() ? nullptr : CompiledChain::build(parsed.steps, parsed.report);
    if (compiled && compiled->program().is_line_local()) {
      ++at_once;
      check_lines(parsed.steps, random, file);
    }
  }
  BOOST_TEST(at_once > rounds(300));
}

BOOST_AUTO_TEST_CASE(max_chains_take_lines_at_once) {
  for (const char *chain : {"buckwalter", "iso-233", "search,buckwalter", "clean"}) {
    BOOST_TEST(Chain::load(chain)->is_line_local(), chain);
  }
}

BOOST_AUTO_TEST_CASE(a_rule_that_looks_at_an_edge_or_beyond_takes_lines_one_by_one) {
  for (const char *row :
       {"{ from = 'a', to = 'x', before = '$end' }", "{ from = '\\u000A', to = 'x' }",
        "{ from = 'a', to = 'x', after = '[^b]c' }, { from = '\\u000D', to = '' }",
        "{ from = 'a', to = 'x', after = '[b][^c]' }"}) {
    Loaded chain = Chain::parse(rules(std::string("[[stage]]\ntable = [ ") + row + " ]\n"));
    BOOST_REQUIRE(chain);
    BOOST_TEST(!chain->is_line_local(), row);
  }
}

BOOST_AUTO_TEST_SUITE_END()
