// Patterns and replacements of rows.
#include <boost/test/unit_test.hpp>

#include "characters/utf.h"
#include "parse/pattern_parser.h"
#include "parse/replacement_parser.h"
#include "rules/pattern.h"
#include "rules/replacement.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(pattern_parser)

namespace {

const NamedSets names{{"ab", {{U'a', U'b'}}},
                      {"fatha", CodePointSet::single(U'\u064E')},
                      {"not_a", {{0, U'`'}, {U'b', CodePointSet::edge}}}};

struct Read {
  explicit Read(const std::string &toml, PatternRole role = PatternRole::from)
      : node(toml_value(toml)), pattern(parse_pattern(node, role, names, report)),
        diagnostics(report.take()) {}

  std::string codes() const {
    std::string out;
    for (const Diagnostic &d : diagnostics) {
      out += (out.empty() ? "" : " ") + to_string(d.code);
    }
    return out;
  }
  std::string at() const { // the text in the file to which the first error points
    const Place &place = *diagnostics.at(0).place;
    return to_utf8(to_utf32(place.text).substr(place.column - 1, place.length));
  }

  Report report;
  Node node;
  Pattern pattern;
  std::vector<Diagnostic> diagnostics;
};

// A pattern as text: sets as their first and last members, with counts and groups.
std::string shown(const std::vector<PatternItem> &items) {
  std::string out;
  for (const PatternItem &item : items) {
    if (!item.is_set()) {
      std::string inner;
      for (const auto &choice : item.choices) {
        inner += (inner.empty() ? "" : "|") + shown(choice);
      }
      out += "(" + std::to_string(item.group) + ":" + inner + ")";
    } else if (item.set.is_single()) {
      append_utf8(out, item.set.first());
    } else {
      out += "[" + std::to_string(item.set.size()) + "]";
    }
    if (!item.once()) {
      out += "{" + std::to_string(item.min) + "," + std::to_string(item.max) + "}";
    }
  }
  return out;
}

std::string from(const std::string &text) {
  Read read("'" + text + "'");
  return read.diagnostics.empty() ? shown(read.pattern.items) : read.codes();
}

std::string context(const std::string &text, PatternRole role) {
  Read read("'" + text + "'", role);
  return read.diagnostics.empty() ? shown(read.pattern.items) : read.codes();
}

std::string after(const std::string &text) { return context(text, PatternRole::after); }
std::string before(const std::string &text) { return context(text, PatternRole::before); }

CodePointSet first_set(const std::string &toml, PatternRole role) {
  Read read(toml, role);
  BOOST_REQUIRE(read.pattern.items.size() == 1);
  return read.pattern.items[0].set;
}

// A replacement as text, with groups as <n>, or the codes of its errors.
std::string to(const std::string &toml, const std::string &from_text = "'a'") {
  Read from(from_text);
  Node node = toml_value(toml);
  Report report;
  Replacement replacement = parse_replacement(node, from.pattern, names, report);
  std::string wrong = codes(report);
  if (!wrong.empty()) {
    return wrong;
  }
  std::string out;
  for (const ReplacementPiece &piece : replacement.pieces) {
    out += piece.group == 0 ? to_utf8(piece.text) : "<" + std::to_string(piece.group) + ">";
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(characters_are_items) {
  BOOST_TEST(from("ab") == "ab");
  BOOST_TEST(from("\u0628\u064E\U0001F600") == "\u0628\u064E\U0001F600");
}

BOOST_AUTO_TEST_CASE(white_space_is_no_item) {
  BOOST_TEST(from(" [a]  b [c] ") == "abc");
  BOOST_TEST(shown(Read("\"[a]\\tb\\n[c]\\rd\"").pattern.items) == "abcd");
}

BOOST_AUTO_TEST_CASE(an_escaped_space_is_an_item) { BOOST_TEST(from("a\\ b") == "a b"); }

BOOST_AUTO_TEST_CASE(escapes_are_items) {
  BOOST_TEST(from("\\u0628 \\u{64E} \\N{ARABIC LETTER BEH}") == "\u0628\u064E\u0628");
  BOOST_TEST(from("\\[\\]\\(\\)\\{\\}\\?\\*\\+\\|\\^\\$\\\\") == "[](){}?*+|^$\\");
}

BOOST_AUTO_TEST_CASE(signs_without_a_meaning_stand_for_themselves) {
  BOOST_TEST(from("-,:;/!<>&=%#@~_\"") == "-,:;/!<>&=%#@~_\"");
}

BOOST_AUTO_TEST_CASE(sets_are_items) {
  BOOST_TEST(from("[a-c]x") == "[3]x");
  BOOST_TEST(from("[a[b-d]]") == "[4]");
  BOOST_TEST(from("[\\]]") == "]");
}

BOOST_AUTO_TEST_CASE(names_are_items) {
  BOOST_TEST(from("$ab$fatha") == "[2]\u064E");
  BOOST_TEST(from("a$ab?") == "a[2]{0,1}");
  BOOST_TEST(from("[$ab$fatha]") == "[3]");
}

BOOST_AUTO_TEST_CASE(counts_bound_the_item_before) {
  BOOST_TEST(from("ab?") == "ab{0,1}");
  BOOST_TEST(from("a{2}") == "a{2,2}");
  BOOST_TEST(from("a{1,3}") == "a{1,3}");
  BOOST_TEST(from("ab{0,32}") == "ab{0,32}");
  BOOST_TEST(from("a { 2 , 3 }") == "a{2,3}");
  BOOST_TEST(from("[ab]{2}$ab{3}") == "[2]{2,2}[2]{3,3}");
}

BOOST_AUTO_TEST_CASE(a_count_of_one_is_allowed) { BOOST_TEST(from("a{1}") == "a"); }

BOOST_AUTO_TEST_CASE(an_escaped_sign_can_have_a_count) { BOOST_TEST(from("a\\??") == "a?{0,1}"); }

BOOST_AUTO_TEST_CASE(wrong_counts_are_refused) {
  for (const char *text :
       {"a{}", "a{0}", "a{3,2}", "a{33}", "a{0,33}", "a{,3}", "a{2,}", "a{x}", "a{-1}", "a{1,2,3}",
        "a{99999999999}", "a{2", "a{0,0}", "a{1.5}", "a{+1}", "a{-0,2}"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(from(text) == "AR0115"); }
  }
}

BOOST_AUTO_TEST_CASE(a_count_needs_an_item) {
  for (const char *text : {"?a", "{2}a", "( ?a)"}) {
    BOOST_TEST(from(text) == "AR0115");
  }
}

BOOST_AUTO_TEST_CASE(a_second_count_is_refused) {
  for (const char *text : {"ab??", "a{2}{3}", "a{2}?", "ab?{1,2}"}) {
    BOOST_TEST(from(text) == "AR0115");
  }
}

BOOST_AUTO_TEST_CASE(a_second_count_is_refused_behind_a_count_of_one) {
  BOOST_TEST(from("a{1}{2}") == "AR0115");
}

BOOST_AUTO_TEST_CASE(unbounded_counts_are_refused) {
  BOOST_TEST(from("a*") == "AR0114");
  BOOST_TEST(from("a+") == "AR0114");
  BOOST_TEST(from("*a") == "AR0114");
}

BOOST_AUTO_TEST_CASE(groups_are_numbered_by_where_they_open) {
  BOOST_TEST(from("(a)(b)") == "(1:a)(2:b)");
  BOOST_TEST(from("((a)b(c))") == "(1:(2:a)b(3:c))");
}

BOOST_AUTO_TEST_CASE(groups_can_be_repeated) {
  BOOST_TEST(from("(ab){2}c") == "(1:ab){2,2}c");
  BOOST_TEST(from("(a?b){0,2}c") == "(1:a{0,1}b){0,2}c");
}

BOOST_AUTO_TEST_CASE(nine_groups_are_allowed_and_no_more) {
  std::string nine = "(a)(a)(a)(a)(a)(a)(a)(a)(a)";
  BOOST_TEST(Read("'" + nine + "'").pattern.groups == 9);
  BOOST_TEST(from(nine + "(a)") == "AR0120");
  BOOST_TEST(from("((((((((((a))))))))))") == "AR0120");
}

BOOST_AUTO_TEST_CASE(groups_belong_in_from) {
  BOOST_TEST(after("(a)") == "AR0120");
  BOOST_TEST(before("(a)") == "AR0120");
}

BOOST_AUTO_TEST_CASE(what_is_open_must_be_closed) {
  for (const char *text : {"(a", "((a)", "[a", "a[", "("}) {
    BOOST_TEST(from(text) == "AR0117");
  }
}

BOOST_AUTO_TEST_CASE(what_closes_must_have_opened) {
  for (const char *text : {"a)", "a]", "(a))", "[a]]"}) {
    BOOST_TEST(from(text) == "AR0117");
  }
}

BOOST_AUTO_TEST_CASE(reserved_signs_are_refused) {
  for (const char *text : {"a|b", "^a", "a}"}) {
    BOOST_TEST(from(text) == "AR0118");
  }
}

BOOST_AUTO_TEST_CASE(a_pattern_takes_at_least_one_character) {
  for (const char *text : {"", " ", "a?", "a{0,2}", "()", "(a)?", "(a?){2}", "a?b?"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(from(text) == "AR0116"); }
  }
}

BOOST_AUTO_TEST_CASE(a_context_may_match_nothing_but_not_be_empty) {
  BOOST_TEST(after("a?") == "a{0,1}");
  BOOST_TEST(after("") == "AR0116");
  BOOST_TEST(before(" ") == "AR0116");
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused) {
  BOOST_TEST(from("$nope") == "AR0110");
  BOOST_TEST(from("[$nope]") == "AR0110");
  BOOST_TEST(from("a$") == "AR0110");
  BOOST_TEST(from("$ a") == "AR0110");
  BOOST_TEST(Read("'x $nope y'").at() == "$nope");
  BOOST_TEST(Read("'\u0628[x $nope y]'").at() == "$nope");
}

BOOST_AUTO_TEST_CASE(wrong_sets_are_refused) {
  BOOST_TEST(from("[z-a]") == "AR0119");
  BOOST_TEST(from("[{ab}]") == "AR0123");
  BOOST_TEST(from("[]") == "AR0123");
  BOOST_TEST(from("[\\p{Nope}]") == "AR0111");
  BOOST_TEST(from("[\\uD800]") == "AR0112");
}

BOOST_AUTO_TEST_CASE(a_set_of_malformed_bytes_is_empty_in_from_alone) {
  BOOST_TEST(from("[\\p{Cs}]") == "AR0123");
  BOOST_TEST(before("[\\p{Cs}]") == "[2048]");
}

BOOST_AUTO_TEST_CASE(from_never_holds_edges_or_surrogates) {
  CodePointSet set = first_set("'[^a]'", PatternRole::from);
  BOOST_TEST(!set.contains(CodePointSet::edge));
  BOOST_TEST(!set.contains(0xDC80));
  BOOST_TEST(set.contains(0xFFFF));
  BOOST_TEST(!first_set("'$not_a'", PatternRole::from).contains(CodePointSet::edge));
  BOOST_TEST(from("$edge") == "AR0122");
}

BOOST_AUTO_TEST_CASE(contexts_hold_edges_and_malformed_bytes) {
  for (PatternRole role : {PatternRole::after, PatternRole::before}) {
    BOOST_TEST(first_set("'[^a]'", role).contains(CodePointSet::edge));
    BOOST_TEST(first_set("'[^a]'", role).contains(0xDC80));
    BOOST_TEST(first_set("'$not_a'", role).contains(CodePointSet::edge));
    BOOST_TEST((first_set("'$edge'", role) == word_edge()));
  }
}

BOOST_AUTO_TEST_CASE(ffff_stands_for_the_edge_in_contexts_however_it_is_written) {
  for (const char *toml :
       {"'\\uFFFF'", "\"\\uFFFF\"", "'\uFFFF'", "'\\u{FFFF}'", "'[\\uFFFF]'", "'\\U0000FFFF'"}) {
    BOOST_TEST_CONTEXT(toml) {
      BOOST_TEST(first_set(toml, PatternRole::before).contains(CodePointSet::edge));
      BOOST_TEST(first_set(toml, PatternRole::after).contains(CodePointSet::edge));
      BOOST_TEST(first_set(toml, PatternRole::from).is_single());
    }
  }
}

BOOST_AUTO_TEST_CASE(the_edges_of_the_text_stand_outermost) {
  BOOST_TEST(shown(Read("'$start a'", PatternRole::after).pattern.items).ends_with("a"));
  BOOST_TEST(shown(Read("'a $end'", PatternRole::before).pattern.items).starts_with("a"));
  BOOST_TEST(after("a $start") == "AR0122");
  BOOST_TEST(before("$end a") == "AR0122");
  BOOST_TEST(after("$start$start") == "AR0122");
}

BOOST_AUTO_TEST_CASE(the_edges_of_the_text_stand_once) {
  BOOST_TEST(after("$start?") == "AR0122");
  BOOST_TEST(before("a $end{2}") == "AR0122");
}

BOOST_AUTO_TEST_CASE(each_edge_of_the_text_has_its_side) {
  BOOST_TEST(after("a $end") == "AR0122");
  BOOST_TEST(before("$start a") == "AR0122");
  BOOST_TEST(from("$start a") == "AR0122");
  BOOST_TEST(from("a $end") == "AR0122");
}

BOOST_AUTO_TEST_CASE(invisible_characters_must_be_escapes) {
  BOOST_TEST(from("a\u200Db") == "AR0124");
  BOOST_TEST(from("a\u00A0b") == "AR0124");
  BOOST_TEST(from("a\\u200Db") == "a\u200Db");
  BOOST_TEST(shown(Read("\"a\\u200Db\"").pattern.items) == "a\u200Db");
  BOOST_TEST(Read("'\u0628\u202Ex'").at() == "\u202E");
}

BOOST_AUTO_TEST_CASE(all_errors_of_a_pattern_are_found) {
  BOOST_TEST(from("\\q $nope a* b] [z-a]") == "AR0111 AR0110 AR0114 AR0117 AR0119");
}

BOOST_AUTO_TEST_CASE(a_wrong_pattern_has_no_items) {
  BOOST_TEST(Read("'ab\\q'").pattern.items.empty());
}

BOOST_AUTO_TEST_CASE(long_patterns_are_refused) {
  BOOST_TEST(from(std::string(256, 'a')) == std::string(256, 'a'));
  BOOST_TEST(from(std::string(257, 'a')) == "AR0401");
  BOOST_TEST(from(std::string(100000, 'a')) == "AR0401");
}

BOOST_AUTO_TEST_CASE(counts_that_multiply_are_refused) {
  BOOST_TEST(from("((a{10}){10}){10}") == "(1:(2:a{10,10}){10,10}){10,10}");
  BOOST_TEST(from("((a{32}){32}){2}") == "AR0401");
  BOOST_TEST(from("(((((((((a{32}){32}){32}){32}){32}){32}){32}){32}){32})") == "AR0401");
}

BOOST_AUTO_TEST_CASE(hostile_nesting_is_refused) {
  BOOST_TEST(from(std::string(100000, '(')) != "");
  BOOST_TEST(from(std::string(5000, '[') + std::string(5000, ']')) != "");
}

BOOST_AUTO_TEST_CASE(a_literal_is_a_row_of_single_characters) {
  BOOST_TEST(Read("'ab'").pattern.is_literal());
  BOOST_TEST((Read("'a\\u0628[c]$fatha'").pattern.literal() == U"a\u0628c\u064E"));
  BOOST_TEST(Read("'[c]$fatha'").pattern.is_literal());
  for (const char *toml : {"'[ab]'", "'ab?'", "'a{2}'", "'(a)'"}) {
    BOOST_TEST(!Read(toml).pattern.is_literal());
  }
}

BOOST_AUTO_TEST_CASE(equal_patterns_may_be_written_differently) {
  BOOST_TEST((Read("'a [b]'").pattern == Read("'\\u0061b'").pattern));
  BOOST_TEST((!(Read("'ab'").pattern == Read("'ab?'").pattern)));
  BOOST_TEST((!(Read("'(a)'").pattern == Read("'a'").pattern)));
}

BOOST_AUTO_TEST_CASE(literals_know_whether_they_were_escapes) {
  BOOST_TEST(Read("'\\u0628'").pattern.items[0].escaped);
  BOOST_TEST(Read("\"\\u0628\"").pattern.items[0].escaped);
  BOOST_TEST(!Read("'\u0628'").pattern.items[0].escaped);
  BOOST_TEST(!Read("'[b]'").pattern.items[0].literal);
}

BOOST_AUTO_TEST_CASE(a_replacement_is_text) {
  BOOST_TEST(to("''") == "");
  BOOST_TEST(to("'a b'") == "a b");
  BOOST_TEST(to("'a-z]*?^|(){}['") == "a-z]*?^|(){}[");
  BOOST_TEST(to("'\\u0628\\u{64E}\\N{ARABIC LETTER BEH}\\$'") == "\u0628\u064E\u0628$");
}

BOOST_AUTO_TEST_CASE(a_replacement_names_groups) {
  BOOST_TEST(to("'x$1y$2'", "'(a)(b)'") == "x<1>y<2>");
  BOOST_TEST(to("'$1$1'", "'(a)'") == "<1><1>");
  BOOST_TEST(to("'$12'", "'(a)'") == "<1>2");
}

BOOST_AUTO_TEST_CASE(two_dollar_signs_are_one) {
  BOOST_TEST(to("'$$'") == "$");
  BOOST_TEST(to("'$$1'") == "$1");
  BOOST_TEST(to("'$$$1'", "'(a)'") == "$<1>");
}

BOOST_AUTO_TEST_CASE(a_group_that_is_not_there_is_refused) {
  BOOST_TEST(to("'$1'") == "AR0121");
  BOOST_TEST(to("'$2'", "'(a)'") == "AR0121");
  BOOST_TEST(to("'$0'", "'(a)'") == "AR0121");
}

BOOST_AUTO_TEST_CASE(a_dollar_sign_alone_is_refused) {
  for (const char *toml : {"'$'", "'a$'", "'$ 1'", "'$\u0628'"}) {
    BOOST_TEST(to(toml, "'(a)'") == "AR0121");
  }
}

BOOST_AUTO_TEST_CASE(wrong_escapes_in_replacements_are_refused) {
  BOOST_TEST(to("'\\q'") == "AR0111");
  BOOST_TEST(to("'\\uD800'") == "AR0112");
  BOOST_TEST(to("'\\N{NOPE}'") == "AR0113");
  BOOST_TEST(to("'a\\'") == "AR0111");
}

BOOST_AUTO_TEST_CASE(invisible_characters_in_replacements_must_be_escapes) {
  BOOST_TEST(to("'a\u200D'") == "AR0124");
  BOOST_TEST(to("'a\\u200D'") == "a\u200D");
  BOOST_TEST(to("\"a\\u200D\"") == "a\u200D");
  BOOST_TEST(to("'a b'") == "a b");
}

BOOST_AUTO_TEST_CASE(a_replacement_is_literal_without_groups) {
  Read from("'(a)'");
  Report report;
  Node plain = toml_value("'a$$b'");
  Node grouped = toml_value("'a$1'");
  BOOST_TEST(parse_replacement(plain, from.pattern, names, report).is_literal());
  BOOST_TEST((parse_replacement(plain, from.pattern, names, report).literal() == U"a$b"));
  BOOST_TEST(!parse_replacement(grouped, from.pattern, names, report).is_literal());
}

BOOST_AUTO_TEST_CASE(long_replacements_are_refused) {
  BOOST_TEST(to("'" + std::string(1024, 'x') + "'") == std::string(1024, 'x'));
  BOOST_TEST(to("'" + std::string(1025, 'x') + "'") == "AR0401");
  BOOST_TEST(to("'" + std::string(1000000, 'x') + "'") == "AR0401");
}

BOOST_AUTO_TEST_CASE(a_literal_pattern_is_its_text) {
  Pattern pattern = literal_pattern(U"a\u0628", {});
  BOOST_TEST(pattern.is_literal());
  BOOST_TEST((pattern.literal() == U"a\u0628"));
}

BOOST_AUTO_TEST_SUITE_END()
