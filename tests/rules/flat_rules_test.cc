// Tables as ordered lists of rules of fixed length.
#include <boost/test/unit_test.hpp>

#include "characters/utf.h"
#include "parse/pattern_parser.h"
#include "parse/replacement_parser.h"
#include "parse/stage_reader.h"
#include "rules/flat_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(flat_rules)

namespace {

struct Expanded {
  explicit Expanded(const std::string &rows, Direction direction = Direction::forward)
      : node(toml_value("[" + rows + "]")) {
    TableStage stage{read(node)};
    flat = flatten(oriented_rows(stage, Only::both, direction), report);
    wrong = codes(report);
  }

  // The rows of the table. Their errors are not tested here.
  static std::vector<Row> read(const Node &node) {
    Report report;
    NamedSets sets{{"m", {{0x64E, 0x652}}}};
    std::vector<Row> rows;
    for (const Node &item : node.items) {
      Row row;
      row.from = parse_pattern(item.find("from")->value, PatternRole::from, sets, report);
      row.to = parse_replacement(item.find("to")->value, row.from, sets, report);
      row.span = item.span;
      contexts(item, "after", PatternRole::after, sets, row.after, report);
      contexts(item, "before", PatternRole::before, sets, row.before, report);
      rows.push_back(std::move(row));
    }
    BOOST_REQUIRE_EQUAL(codes(report), "");
    return rows;
  }

  static void contexts(const Node &item, std::string_view key, PatternRole role,
                       const NamedSets &sets, std::vector<Pattern> &out, Report &report) {
    const Entry *entry = item.find(key);
    if (entry != nullptr && entry->value.type == Node::Type::string) {
      out.push_back(parse_pattern(entry->value, role, sets, report));
    }
    for (const Node &each : entry != nullptr ? entry->value.items : std::vector<Node>{}) {
      out.push_back(parse_pattern(each, role, sets, report));
    }
  }

  std::string shown(const std::vector<SetPool::Id> &ids) const {
    std::string out;
    for (SetPool::Id id : ids) {
      const CodePointSet &set = flat.sets[id];
      if (set == CodePointSet::single(CodePointSet::edge)) {
        out += "#";
      } else if (set.is_single()) {
        append_utf8(out, set.first());
      } else {
        out += "[" + std::to_string(set.size()) + "]";
      }
    }
    return out;
  }

  // The rules as "after{from}before>to", with pieces of the match as <begin,end>.
  std::string shown() const {
    std::string out;
    for (const Rule &rule : flat.rules) {
      out += (out.empty() ? "" : " ") + shown(rule.after) + "{" + shown(rule.from) + "}" +
             shown(rule.before) + ">";
      for (const OutputPiece &piece : rule.to) {
        out += piece.is_text
                   ? to_utf8(piece.text)
                   : "<" + std::to_string(piece.begin) + "," + std::to_string(piece.end) + ">";
      }
    }
    return out;
  }

  // The row that masks each row, or a dash.
  std::string masks() const {
    std::string out;
    for (const auto &row : flat.masked_by) {
      out += row ? std::to_string(*row) : "-";
    }
    return out;
  }

  Node node;
  Report report;
  FlatRules flat;
  std::string wrong;
};

std::string expanded(const std::string &rows) { return Expanded(rows).shown(); }
std::string masks(const std::string &rows) { return Expanded(rows).masks(); }

// { from = 'f', to = 't', keys }
std::string row(const std::string &from, const std::string &to, const std::string &keys = "") {
  return "{ from = '" + from + "', to = '" + to + "'" + (keys.empty() ? "" : ", " + keys) + " }, ";
}

} // namespace

BOOST_AUTO_TEST_CASE(no_rows_are_no_rules) {
  Expanded e("");
  BOOST_TEST(e.shown() == "");
  BOOST_TEST(e.flat.longest == 0u);
}

BOOST_AUTO_TEST_CASE(the_longest_rule_comes_first) {
  BOOST_TEST(expanded(row("a", "1") + row("abc", "2") + row("ab", "3")) == "{abc}>2 {ab}>3 {a}>1");
}

BOOST_AUTO_TEST_CASE(among_equals_the_earlier_row_comes_first) {
  BOOST_TEST(expanded(row("b", "1") + row("[ab]", "2") + row("a", "3", "after = 'x'")) ==
             "{b}>1 {[2]}>2");
}

BOOST_AUTO_TEST_CASE(contexts_do_not_make_a_rule_longer) {
  BOOST_TEST(expanded(row("a", "1", "after = 'xyz', before = 'xyz'") + row("ab", "2")) ==
             "{ab}>2 xyz{a}xyz>1");
}

BOOST_AUTO_TEST_CASE(every_count_is_a_rule) {
  BOOST_TEST(expanded(row("ab?", "1")) == "{ab}>1 {a}>1");
  BOOST_TEST(expanded(row("a{1,3}", "1")) == "{aaa}>1 {aa}>1 {a}>1");
  BOOST_TEST(expanded(row("a{2}", "1")) == "{aa}>1");
  BOOST_TEST(expanded(row("a?b?c", "1")) == "{abc}>1 {ac}>1 {bc}>1 {c}>1");
}

BOOST_AUTO_TEST_CASE(lengths_of_several_rows_are_sorted_together) {
  BOOST_TEST(expanded(row("ab?c?", "1") + row("ad", "2")) == "{abc}>1 {ab}>1 {ac}>1 {ad}>2 {a}>1");
}

BOOST_AUTO_TEST_CASE(the_empty_match_is_no_rule) {
  Expanded e(row("ab?", "1"));
  for (const Rule &rule : e.flat.rules) {
    BOOST_TEST(!rule.from.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_group_is_a_stretch_of_the_match) {
  BOOST_TEST(expanded(row("a(bc)d", "<$1>")) == "{abcd}><<1,3>>");
  BOOST_TEST(expanded(row("(a)(b)", "$2$1")) == "{ab}><1,2><0,1>");
  BOOST_TEST(expanded(row("((a)b)", "$2$1")) == "{ab}><0,1><0,2>");
}

BOOST_AUTO_TEST_CASE(a_stretch_follows_the_counts_before_it) {
  BOOST_TEST(expanded(row("a?(b)", "$1")) == "{ab}><1,2> {b}><0,1>");
}

BOOST_AUTO_TEST_CASE(a_repeated_group_is_all_that_it_matched) {
  BOOST_TEST(expanded(row("(ab){1,2}", "$1")) == "{abab}><0,4> {ab}><0,2>");
}

BOOST_AUTO_TEST_CASE(a_group_within_a_repeated_one_is_what_it_matched_first) {
  BOOST_TEST(expanded(row("(a(b)){2}", "$2")) == "{abab}><1,2>");
  BOOST_TEST(expanded(row("x(a(b)c){1,2}", "$2$1")) == "{xabcabc}><2,3><1,7> {xabc}><2,3><1,4>");
}

BOOST_AUTO_TEST_CASE(a_group_that_matched_nothing_is_empty) {
  BOOST_TEST(expanded(row("(a)?b", "x$1y")) == "{ab}>x<0,1>y {b}>x<0,0>y");
}

BOOST_AUTO_TEST_CASE(a_group_within_one_that_matched_nothing_writes_nothing) {
  BOOST_TEST(expanded(row("((a)c)?b", "x$2y")) == "{acb}>x<0,1>y {b}>xy");
}

BOOST_AUTO_TEST_CASE(where_two_ways_are_equally_long_the_earlier_item_takes_more) {
  BOOST_TEST(expanded(row("(a?)(a?)b", "$1|$2")) ==
             "{aab}><0,1>|<1,2> {ab}><0,1>|<1,1> {b}><0,0>|<0,0>");
}

BOOST_AUTO_TEST_CASE(every_alternative_of_a_context_is_a_rule) {
  BOOST_TEST(expanded(row("a", "1", "after = ['x', 'y'], before = ['v', 'w']")) ==
             "x{a}v>1 x{a}w>1 y{a}v>1 y{a}w>1");
}

BOOST_AUTO_TEST_CASE(a_count_in_a_context_is_an_alternative) {
  BOOST_TEST(expanded(row("a", "1", "after = 'xy?'")) == "xy{a}>1 x{a}>1");
}

BOOST_AUTO_TEST_CASE(an_alternative_that_holds_always_swallows_the_rest) {
  BOOST_TEST(expanded(row("a", "1", "before = 'x?'")) == "{a}x>1 {a}>1");
  BOOST_TEST(expanded(row("a", "1", "before = ['y?', 'x']")) == "{a}y>1 {a}>1");
}

BOOST_AUTO_TEST_CASE(the_edge_of_the_text_is_a_place_of_a_context) {
  BOOST_TEST(expanded(row("a", "1", "after = '$start x', before = '$end'")) == "#x{a}#>1");
}

BOOST_AUTO_TEST_CASE(a_row_is_masked_by_an_equal_one) {
  BOOST_TEST(masks(row("a", "1") + row("a", "2")) == "-0");
}

BOOST_AUTO_TEST_CASE(a_row_is_masked_by_a_larger_set) {
  BOOST_TEST(masks(row("[ab]", "1") + row("a", "2")) == "-0");
  BOOST_TEST(masks(row("[a-c][a-c]", "1") + row("ab", "2")) == "-0");
}

BOOST_AUTO_TEST_CASE(a_row_is_not_masked_by_a_smaller_set) {
  BOOST_TEST(masks(row("a", "1") + row("[ab]", "2")) == "--");
}

// Two rows together cover the third one, but neither does alone, so no error is reported. ICU does
// not report one either.
BOOST_AUTO_TEST_CASE(a_row_that_two_others_cover_together_is_not_masked) {
  BOOST_TEST(masks(row("a", "1") + row("b", "2") + row("[ab]", "3")) == "---");
}

BOOST_AUTO_TEST_CASE(a_later_row_masks_nothing_of_its_length) {
  BOOST_TEST(masks(row("a", "1") + row("[ab]", "2")) == "--");
}

BOOST_AUTO_TEST_CASE(a_longer_later_row_masks_what_can_only_stand_before_the_same) {
  BOOST_TEST(masks(row("a", "1", "before = 'b'") + row("ab", "2")) == "1-");
  BOOST_TEST(masks(row("a", "1", "before = '[bc]'") + row("ab", "2")) == "--");
  BOOST_TEST(masks(row("a", "1") + row("ab", "2")) == "--");
}

BOOST_AUTO_TEST_CASE(a_context_masks_the_same_context) {
  BOOST_TEST(masks(row("a", "1", "after = '[xy]'") + row("a", "2", "after = 'x'")) == "-0");
  BOOST_TEST(masks(row("a", "1", "before = '[xy]'") + row("a", "2", "before = 'x'")) == "-0");
}

BOOST_AUTO_TEST_CASE(a_shorter_context_masks_a_longer_one) {
  BOOST_TEST(masks(row("a", "1", "after = 'y'") + row("a", "2", "after = 'xy'")) == "-0");
  BOOST_TEST(masks(row("a", "1", "before = 'x'") + row("a", "2", "before = 'xy'")) == "-0");
}

BOOST_AUTO_TEST_CASE(contexts_are_compared_from_the_match_outwards) {
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("a", "2", "after = 'xy'")) == "--");
  BOOST_TEST(masks(row("a", "1", "before = 'y'") + row("a", "2", "before = 'xy'")) == "--");
}

BOOST_AUTO_TEST_CASE(a_narrower_context_masks_nothing) {
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("a", "2")) == "--");
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("a", "2", "after = '[xy]'")) == "--");
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("a", "2", "before = 'x'")) == "--");
}

BOOST_AUTO_TEST_CASE(a_context_without_the_edge_does_not_mask_one_with_it) {
  BOOST_TEST(masks(row("a", "1", "before = '[^x\\uFFFF]'") + row("a", "2", "before = '[^x]'")) ==
             "--");
  BOOST_TEST(masks(row("a", "1", "before = '[^x]'") + row("a", "2", "before = '$end'")) == "-0");
  BOOST_TEST(masks(row("ab", "1") + row("a", "2", "before = '$end'")) == "--");
}

BOOST_AUTO_TEST_CASE(a_row_is_masked_when_all_its_rules_are) {
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("b", "2") +
                   row("a", "3", "after = ['x', 'y']")) == "---");
  BOOST_TEST(masks(row("a", "1", "after = 'x'") + row("a", "2", "after = 'y'") +
                   row("a", "3", "after = ['x', 'y']")) == "--0");
  BOOST_TEST(masks(row("ab", "1") + row("ab?", "2")) == "--");
}

BOOST_AUTO_TEST_CASE(masked_rules_are_left_out) {
  BOOST_TEST(expanded(row("ab", "1") + row("ab?", "2")) == "{ab}>1 {a}>2");
}

BOOST_AUTO_TEST_CASE(rows_that_write_the_same_text_are_read_back_by_the_first) {
  Expanded e(row("a", "x") + row("b", "x"), Direction::reverse);
  BOOST_TEST(e.shown() == "{x}>a");
  BOOST_TEST(e.masks() == "-0");
}

BOOST_AUTO_TEST_CASE(lengths_are_measured) {
  Expanded e(row("a", "1", "after = 'xy?'") + row("ab{0,3}", "2", "before = 'vw'"));
  BOOST_TEST(e.flat.behind == 2u);
  BOOST_TEST(e.flat.ahead == 2u);
  BOOST_TEST(e.flat.longest == 4u);
}

BOOST_AUTO_TEST_CASE(a_row_of_too_many_ways_is_refused) {
  BOOST_TEST(Expanded(row("a{0,31}b{0,31}c", "1")).wrong == "");
  BOOST_TEST(Expanded(row("a{0,31}b{0,31}c{0,31}d", "1")).wrong == "AR0401");
  BOOST_TEST(Expanded(row("a?b?c?d?e?f?g?h?i?j?k?l?m", "1")).wrong == "");
  BOOST_TEST(Expanded(row("a?b?c?d?e?f?g?h?i?j?k?l?m?n", "1")).wrong == "AR0401");
}

BOOST_AUTO_TEST_CASE(contexts_multiply_the_ways) {
  BOOST_TEST(
      Expanded(row("a", "1", "after = 'a{0,31}b{0,31}c', before = 'a{0,31}b{0,31}c'")).wrong ==
      "AR0401");
  BOOST_TEST(Expanded(row("a", "1", "after = 'a{0,31}b{0,31}c{0,31}'")).wrong == "AR0401");
}

BOOST_AUTO_TEST_CASE(nested_counts_multiply_the_ways) {
  BOOST_TEST(Expanded(row("((a{0,9}){0,9}){0,9}b", "1")).wrong == "AR0401");
  BOOST_TEST(Expanded(row("(a?b?){5}c", "1")).wrong == "");
  BOOST_TEST(Expanded(row("(a?b?){7}c", "1")).wrong == "AR0401");
}

BOOST_AUTO_TEST_CASE(a_refused_row_does_not_hinder_the_others) {
  Expanded e(row("a{0,31}b{0,31}c{0,31}d", "1") + row("x", "2"));
  BOOST_TEST(e.wrong == "AR0401");
  BOOST_TEST(e.shown() == "{x}>2");
}

BOOST_AUTO_TEST_CASE(a_table_of_too_many_ways_is_refused_once) {
  std::string rows;
  for (char c = 'c'; c < 'c' + 24; ++c) {
    rows += row(std::string(1, c) + "a{0,31}b{0,31}", "1");
  }
  BOOST_TEST(Expanded(rows).wrong == "AR0401");
}

BOOST_AUTO_TEST_CASE(rules_can_be_put_over_other_sets) {
  Expanded e(row("[ab]", "1", "after = '[xy]'") + row("c", "2"));
  auto drop = [](char32_t c) {
    return [c](const CodePointSet &set) { return set.minus(CodePointSet::single(c)); };
  };
  e.flat = e.flat.with_sets(drop(U'b'), drop(U'x'));
  BOOST_TEST(e.shown() == "y{a}>1 {c}>2");
}

BOOST_AUTO_TEST_CASE(rules_over_an_empty_set_are_left_out) {
  Expanded e(row("[ab]", "1", "after = 'x'") + row("cb", "2") + row("d", "3"));
  auto drop = [](char32_t c) {
    return [c](const CodePointSet &set) { return set.minus(CodePointSet::single(c)); };
  };
  e.flat = e.flat.with_sets(drop(U'b'), drop(U'x'));
  BOOST_TEST(e.shown() == "{d}>3");
}

BOOST_AUTO_TEST_CASE(rules_that_become_equal_are_left_but_once) {
  Expanded e(row("a", "1", "before = '[xy]'") + row("a", "2", "before = '[xz]'"));
  auto same = [](const CodePointSet &set) { return set; };
  auto only_x = [](const CodePointSet &set) {
    return set.contains(U'x') ? CodePointSet::single(U'x') : CodePointSet();
  };
  e.flat = e.flat.with_sets(same, only_x);
  BOOST_TEST(e.shown() == "{a}x>1");
}

BOOST_AUTO_TEST_SUITE_END()
