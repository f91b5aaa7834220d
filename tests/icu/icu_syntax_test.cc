// The syntax of ICU's transform rules.
#include <boost/test/unit_test.hpp>

#include "icu/icu_syntax.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(icu_syntax)

namespace {

// What must come before the rules: nothing, a pragma, or there is no way.
std::string pragma_of(const IcuSyntax &syntax) {
  if (syntax.default_range_is_free()) {
    return "";
  }
  std::string pragma = syntax.variable_range();
  return pragma.empty() ? "too large" : pragma;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_character_is_an_escape) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.literal(U'a') == "\\u0061");
  BOOST_TEST(syntax.literal(U'\u064E') == "\\u064E");
  BOOST_TEST(syntax.literal(U'\uFFFF') == "\\uFFFF");
  BOOST_TEST(syntax.take_definitions() == "");
}

// ICU compares such a literal wrongly in contexts.
BOOST_AUTO_TEST_CASE(a_supplementary_character_is_a_set) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.literal(U'\U0001F600') == "$s0");
  BOOST_TEST(syntax.take_definitions() == "$s0=[\\U0001F600];\n");
}

// ICU would overlook U+02B0 to U+02BF at the beginning of a rule.
BOOST_AUTO_TEST_CASE(a_long_range_has_every_low_byte) {
  auto written = [](const CodePointSet &set) {
    IcuSyntax syntax;
    syntax.set(set);
    return syntax.take_definitions();
  };
  BOOST_TEST(written({{0x1C0, 0x3AF}}) == "$s0=[\\u01C0-\\u03AF\\uD800-\\uD8FF];\n");
  BOOST_TEST(written({{0x1C0, 0x2BE}}) == "$s0=[\\u01C0-\\u02BE];\n");
  BOOST_TEST(written({{0x1C0, 0x3BF}}) == "$s0=[\\u01C0-\\u03BF];\n");
  BOOST_TEST(written({{0x1C0, 0x3AF}, {0xDD00, 0xDDFF}}) ==
             "$s0=[\\u01C0-\\u03AF\\uD800-\\uD8FF \\uDD00-\\uDDFF];\n");
}

BOOST_AUTO_TEST_CASE(a_text_is_escapes) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.literal(U"") == "");
  BOOST_TEST(syntax.literal(U"a\u0628\U0001F600") == "\\u0061\\u0628\\U0001F600");
  BOOST_TEST(syntax.take_definitions() == "");
}

BOOST_AUTO_TEST_CASE(a_set_is_a_name) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.set({{U'a', U'a'}, {U'c', U'd'}, {U'f', U'h'}}) == "$s0");
  BOOST_TEST(syntax.take_definitions() == "$s0=[\\u0061\\u0063\\u0064\\u0066-\\u0068];\n");
}

BOOST_AUTO_TEST_CASE(equal_sets_have_one_name) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.set({{1, 5}}) == "$s0");
  BOOST_TEST(syntax.set({{1, 4}}) == "$s1");
  BOOST_TEST(syntax.set({{4, 5}, {1, 3}}) == "$s0");
}

BOOST_AUTO_TEST_CASE(definitions_are_taken_once) {
  IcuSyntax syntax;
  syntax.set({{1, 1}});
  syntax.take_definitions();
  BOOST_TEST(syntax.set({{1, 1}}) == "$s0");
  BOOST_TEST(syntax.take_definitions() == "");
  syntax.set({{2, 2}});
  BOOST_TEST(syntax.take_definitions() == "$s1=[\\u0002];\n");
}

BOOST_AUTO_TEST_CASE(a_set_in_icus_own_syntax_is_a_name_as_well) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.named("[:L:]*") == "$s0");
  BOOST_TEST(syntax.take_definitions() == "$s0=[:L:]*;\n");
}

// ICU would read the two as one character.
BOOST_AUTO_TEST_CASE(surrogates_in_a_set_do_not_make_a_pair) {
  IcuSyntax syntax;
  syntax.set({{0xD83D, 0xD83D}, {0xDE00, 0xDE00}});
  BOOST_TEST(syntax.take_definitions() == "$s0=[\\uD83D \\uDE00];\n");
  syntax.set({{0xDBFF, 0xDC01}});
  std::string definition = syntax.take_definitions();
  BOOST_TEST(definition.find("\\uDBFF\\uDC") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_group_is_in_parentheses) {
  IcuSyntax syntax;
  BOOST_TEST(syntax.group("x") == "(x)");
  BOOST_TEST(syntax.open_group() == "(");
}

BOOST_AUTO_TEST_CASE(icus_own_range_of_stand_ins_will_do) {
  IcuSyntax syntax;
  BOOST_TEST(pragma_of(syntax) == "");
  syntax.literal(U'\uEFFF');
  syntax.literal(U'\uF900');
  BOOST_TEST(pragma_of(syntax) == "");
}

BOOST_AUTO_TEST_CASE(a_stand_in_is_no_character_of_the_rules) {
  for (char32_t c : {U'\uF000', U'\uF123', U'\uF8FF'}) {
    IcuSyntax literal;
    literal.literal(c);
    BOOST_TEST(pragma_of(literal).starts_with("use variable range "));
    IcuSyntax text;
    text.literal(std::u32string(1, c));
    BOOST_TEST(pragma_of(text) == pragma_of(literal));
  }
}

BOOST_AUTO_TEST_CASE(a_stand_in_that_is_used_is_no_end_of_a_range) {
  IcuSyntax first;
  first.set({{U'\uE000', U'\uF000'}});
  BOOST_TEST(pragma_of(first).starts_with("use variable range "));
  IcuSyntax last;
  last.set({{U'\uE000', U'\uF8FF'}});
  BOOST_TEST(pragma_of(last) == "");
}

BOOST_AUTO_TEST_CASE(the_longest_free_stretch_is_taken) {
  IcuSyntax first;
  first.literal(U'\uF000');
  BOOST_TEST(pragma_of(first) == "use variable range 57344 61439;\n"); // U+E000 to U+EFFF
  first.literal(U'\uE000');
  BOOST_TEST(pragma_of(first) == "use variable range 57345 61439;\n");
  IcuSyntax second;
  second.literal(U'\uF000');
  second.literal(U'\uE800');
  second.literal(U'\uEFFF');
  BOOST_TEST(pragma_of(second) == "use variable range 61441 63743;\n"); // U+F001 to U+F8FF
}

BOOST_AUTO_TEST_CASE(many_stand_ins_take_a_larger_range) {
  IcuSyntax syntax;
  for (int i = 0; i < 2288; ++i) {
    syntax.open_group();
  }
  BOOST_TEST(pragma_of(syntax) == "");
  syntax.open_group();
  BOOST_TEST(pragma_of(syntax) == "use variable range 57344 63743;\n");
  for (int i = 0; i < 5000; ++i) {
    syntax.open_group();
  }
  BOOST_TEST(pragma_of(syntax) == "use variable range 13312 55203;\n"); // U+3400 to U+D7A3
}

BOOST_AUTO_TEST_CASE(too_many_stand_ins_are_told) {
  IcuSyntax syntax;
  for (int i = 0; i < 50000; ++i) {
    syntax.open_group();
  }
  BOOST_TEST(pragma_of(syntax) == "too large");
}

BOOST_AUTO_TEST_CASE(rules_that_leave_no_room_are_told) {
  IcuSyntax syntax;
  for (char32_t c = 0x3400; c <= 0xF8FF; c += 10) {
    syntax.literal(c);
  }
  BOOST_TEST(pragma_of(syntax) == "too large");
}

BOOST_AUTO_TEST_SUITE_END()
