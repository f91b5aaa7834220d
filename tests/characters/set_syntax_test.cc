// The inside of brackets: ICU's sets, with names.
#include <boost/test/unit_test.hpp>

#include "characters/set_syntax.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(set_syntax)

namespace {

const NamedSets names{{"ab", {{U'a', U'b'}}},
                      {"fatha", CodePointSet::single(U'\u064E')},
                      {"none", {}},
                      {"not_a", {{0, U'`'}, {U'b', CodePointSet::edge}}},
                      {"_9", CodePointSet::single(U'9')}};

CodePointSet set(std::string_view text) {
  SetResult result = parse_set(text, names);
  BOOST_REQUIRE_MESSAGE(!result.error, "an error in " << text);
  return result.set;
}

bool same(std::string_view a, std::string_view b) { return set(a) == set(b); }

// What is wrong, as "kind:piece of the text".
std::string wrong(std::string_view text) {
  static const char *const kinds[] = {"unknown_name", "bad_escape", "surrogate", "has_strings",
                                      "too_large",    "file_full",  "syntax"};
  SetResult result = parse_set(text, names);
  if (!result.error) {
    return "";
  }
  const SetError &error = *result.error;
  BOOST_TEST(error.begin <= error.end);
  BOOST_TEST(error.end <= text.size());
  return kinds[error.kind] + std::string(":") +
         std::string(text.substr(error.begin, error.end - error.begin));
}

} // namespace

BOOST_AUTO_TEST_CASE(characters_and_ranges_are_members) {
  BOOST_TEST((set("[ac-e]") == CodePointSet({{U'a', U'a'}, {U'c', U'e'}})));
  BOOST_TEST((set("[\u0628\u062A-\u062B]") ==
              CodePointSet({{U'\u0628', U'\u0628'}, {U'\u062A', U'\u062B'}})));
}

BOOST_AUTO_TEST_CASE(a_space_is_no_member) {
  BOOST_TEST(same("[ a  b ]", "[ab]"));
  BOOST_TEST(set("[a\\ b]").contains(U' '));
}

BOOST_AUTO_TEST_CASE(an_empty_set_is_empty) { BOOST_TEST(set("[]").empty()); }

BOOST_AUTO_TEST_CASE(a_complement_holds_the_rest_and_the_edge) {
  CodePointSet all_but_a = set("[^a]");
  BOOST_TEST(!all_but_a.contains(U'a'));
  BOOST_TEST(all_but_a.contains(U'b'));
  BOOST_TEST(all_but_a.contains(0x10FFFF));
  BOOST_TEST(all_but_a.contains(CodePointSet::edge));
}

BOOST_AUTO_TEST_CASE(the_edge_comes_with_ffff_alone) {
  BOOST_TEST(!set("[a]").contains(CodePointSet::edge));
  BOOST_TEST(!set("[\\uFFFE]").contains(CodePointSet::edge));
  BOOST_TEST(set("[\\uFFFF]").contains(CodePointSet::edge));
  BOOST_TEST(set("[\uFFFF]").contains(CodePointSet::edge));
  BOOST_TEST(set("[\\uFFFE-\\U0001FFFF]").contains(CodePointSet::edge));
  BOOST_TEST(!set("[^\\uFFFF]").contains(CodePointSet::edge));
}

BOOST_AUTO_TEST_CASE(a_dollar_sign_before_the_end_is_the_edge) {
  BOOST_TEST(same("[a$]", "[a\\uFFFF]"));
  BOOST_TEST(same("[$]", "[\\uFFFF]"));
  BOOST_TEST(!set("[^a$]").contains(CodePointSet::edge));
}

BOOST_AUTO_TEST_CASE(an_escaped_dollar_sign_is_itself) {
  BOOST_TEST((set("[\\$]") == CodePointSet::single(U'$')));
  BOOST_TEST((set("[\\$ab]") == CodePointSet({{U'$', U'$'}, {U'a', U'b'}})));
}

BOOST_AUTO_TEST_CASE(sets_can_be_nested_and_reckoned_with) {
  BOOST_TEST(same("[[a-c][x]]", "[a-cx]"));
  BOOST_TEST(same("[[a-z]-[b-y]]", "[az]"));
  BOOST_TEST(same("[[a-m]&[k-z]]", "[k-m]"));
  BOOST_TEST(same("[^[^a]]", "[a]"));
}

BOOST_AUTO_TEST_CASE(properties_are_those_of_icu) {
  BOOST_TEST(set("[\\p{L}]").contains(U'\u0628'));
  BOOST_TEST(!set("[\\P{L}]").contains(U'\u0628'));
  BOOST_TEST(set("[\\p{Script=Arabic}]").contains(U'\u0628'));
  BOOST_TEST(set("[[:Mn:]]").contains(U'\u064E'));
  BOOST_TEST(set("[:Mn:]").contains(U'\u064E'));
  BOOST_TEST(!set("[[:^Mn:]]").contains(U'\u064E'));
  BOOST_TEST(set("[[:ccc=33:]]").is_single());
}

BOOST_AUTO_TEST_CASE(a_name_stands_for_its_set) {
  BOOST_TEST(same("[$ab]", "[a-b]"));
  BOOST_TEST(same("[$ab$fatha]", "[a-b\\u064E]"));
  BOOST_TEST(same("[x $ab y]", "[abxy]"));
  BOOST_TEST(same("[$_9]", "[9]"));
  BOOST_TEST(same("[[a-z]-[$ab]]", "[c-z]"));
}

BOOST_AUTO_TEST_CASE(a_name_can_be_complemented) {
  BOOST_TEST(same("[^$ab]", "[^a-b]"));
  BOOST_TEST(set("[^$ab]").contains(CodePointSet::edge));
}

BOOST_AUTO_TEST_CASE(the_name_of_an_empty_set_is_empty) {
  BOOST_TEST(set("[$none]").empty());
  BOOST_TEST(same("[a$none]", "[a]"));
}

BOOST_AUTO_TEST_CASE(a_named_set_keeps_its_edge) {
  BOOST_TEST(same("[$not_a]", "[^a]"));
  BOOST_TEST(same("[^$not_a]", "[a]"));
}

BOOST_AUTO_TEST_CASE(a_name_ends_where_it_must) {
  BOOST_TEST(same("[$ab\u0628]", "[a-b\u0628]"));
  BOOST_TEST(same("[$ab-[b]]", "[a]"));
}

BOOST_AUTO_TEST_CASE(numbers_have_several_forms) {
  for (const char *text : {"[\\u0628]", "[\\u{628}]", "[\\u{0628}]", "[\\x{628}]", "[\\U00000628]",
                           "[\\u{00000628}]", "[\\N{ARABIC LETTER BEH}]"}) {
    BOOST_TEST((set(text) == CodePointSet::single(U'\u0628')));
  }
  BOOST_TEST((set("[\\u{1F600}]") == CodePointSet::single(U'\U0001F600')));
}

BOOST_AUTO_TEST_CASE(numbers_can_be_the_ends_of_a_range) {
  BOOST_TEST((set("[\\u{61}-\\u0063]") == CodePointSet({{U'a', U'c'}})));
}

BOOST_AUTO_TEST_CASE(a_number_of_a_sign_is_not_that_sign) {
  BOOST_TEST((set("[\\u{5D}\\u005B]") == CodePointSet({{U'[', U'['}, {U']', U']'}})));
  BOOST_TEST((set("[a\\u{2D}z]") == CodePointSet({{U'-', U'-'}, {U'a', U'a'}, {U'z', U'z'}})));
  BOOST_TEST((set("[\\u0020]") == CodePointSet::single(U' ')));
  BOOST_TEST((set("[\\u{5E}a]") == CodePointSet({{U'^', U'^'}, {U'a', U'a'}})));
}

BOOST_AUTO_TEST_CASE(signs_stand_for_themselves_behind_a_backslash) {
  for (char sign : std::string("[](){}?*+|^$\\-&: ")) {
    std::string text = std::string("[\\") + sign + "]";
    BOOST_TEST((set(text) == CodePointSet::single(static_cast<char32_t>(sign))));
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_pointed_at) {
  BOOST_TEST(wrong("[a $abc]") == "unknown_name:$abc");
  BOOST_TEST(wrong("[\u0628$x]") == "unknown_name:$x");
}

BOOST_AUTO_TEST_CASE(a_surrogate_is_pointed_at) {
  BOOST_TEST(wrong("[a\\uD800b]") == "surrogate:\\uD800");
  BOOST_TEST(wrong("[\\u{DFFF}]") == "surrogate:\\u{DFFF}");
  BOOST_TEST(wrong("[\\U0000DC80]") == "surrogate:\\U0000DC80");
  BOOST_TEST(wrong("[\\uD83D\\uDE00]") == "surrogate:\\uD83D");
}

BOOST_AUTO_TEST_CASE(a_wrong_escape_is_pointed_at) {
  BOOST_TEST(wrong("[a\\u06b]") == "bad_escape:\\u06b");
  BOOST_TEST(wrong("[a\\u{}b]") == "bad_escape:\\u{}");
  BOOST_TEST(wrong("[a\\u{xyz}b]") == "bad_escape:\\u{xyz}");
  BOOST_TEST(wrong("[\\u{110000}]") == "bad_escape:\\u{110000}");
  BOOST_TEST(wrong("[\\U00110000]") == "bad_escape:\\U00110000");
}

BOOST_AUTO_TEST_CASE(an_unknown_property_is_pointed_at) {
  BOOST_TEST(wrong("[a\\p{Nope}b]") == "bad_escape:\\p{Nope}");
  BOOST_TEST(wrong("[\\p{L}\\p{Nope}]") == "bad_escape:\\p{Nope}");
  BOOST_TEST(wrong("[[a][:Nope:]]") == "syntax:[:Nope:]");
}

BOOST_AUTO_TEST_CASE(an_unknown_property_is_pointed_at_behind_a_number) {
  BOOST_TEST(wrong("[\\u{628}\\p{Nope}]") == "bad_escape:\\p{Nope}");
}

BOOST_AUTO_TEST_CASE(an_unknown_property_is_pointed_at_behind_a_name) {
  BOOST_TEST(wrong("[$ab\\p{Nope}]") == "bad_escape:\\p{Nope}");
}

BOOST_AUTO_TEST_CASE(an_unknown_character_is_pointed_at) {
  BOOST_TEST(wrong("[a\\N{ARABIC LETTER NOPE}]") == "bad_escape:\\N{ARABIC LETTER NOPE}");
}

BOOST_AUTO_TEST_CASE(strings_are_refused) {
  BOOST_TEST(wrong("[a{bc}]") == "has_strings:[a{bc}]");
  BOOST_TEST(wrong("[{\u0644\u0627}]") == "has_strings:[{\u0644\u0627}]");
}

BOOST_AUTO_TEST_CASE(what_icu_does_not_take_is_a_wrong_set) {
  for (const char *text : {"[a", "[z-a]", "[a-]b]", "[a&]", "[]]"}) {
    BOOST_TEST(wrong(text) != "");
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_set_is_pointed_at_as_a_whole) {
  BOOST_TEST(wrong("[z-a]") == "syntax:[z-a]");
  BOOST_TEST(wrong("[\\u{628} z-a]") == "syntax:[\\u{628} z-a]");
}

BOOST_AUTO_TEST_CASE(names_of_large_sets_do_not_add_up_without_end) {
  NamedSets letters{{"l", set("[\\p{L}]")}};
  std::string text = "[";
  for (int i = 0; i < 100000; ++i) {
    text += "$l";
  }
  SetResult result = parse_set(text + "]", letters);
  BOOST_REQUIRE(result.error);
  BOOST_TEST((result.error->kind == SetError::too_large));
  BOOST_TEST(!parse_set("[$l$l$l$l$l$l$l$l]", letters).error);
}

BOOST_AUTO_TEST_CASE(brackets_are_measured_to_their_end) {
  BOOST_TEST(bracket_length("[a]b]") == 3u);
  BOOST_TEST(bracket_length("[a[b]c]d") == 7u);
  BOOST_TEST(bracket_length("[[:L:]-[a]]") == 11u);
  BOOST_TEST(bracket_length("[]") == 2u);
}

BOOST_AUTO_TEST_CASE(an_escaped_bracket_closes_nothing) {
  BOOST_TEST(bracket_length("[\\]]") == 4u);
  BOOST_TEST(bracket_length("[\\[]") == 4u);
  BOOST_TEST(bracket_length("[\\\\]]") == 4u);
}

BOOST_AUTO_TEST_CASE(a_short_escape_does_not_hide_the_end) {
  BOOST_TEST(bracket_length("[\\u06]x]") == 6u);
  BOOST_TEST(bracket_length("[\\U]x]") == 4u);
}

BOOST_AUTO_TEST_CASE(brackets_that_are_never_closed_have_no_length) {
  for (const char *text : {"[", "[a", "[[a]", "[\\]", "[\\", ""}) {
    BOOST_TEST(bracket_length(text) == 0u);
  }
}

// Looking for the end of each to the end of the text would take minutes.
BOOST_AUTO_TEST_CASE(what_is_never_closed_is_not_looked_for_again_and_again) {
  for (const char *piece : {"\\p{", "[:x]", "\\N{", "{"}) {
    std::string text = "[";
    while (text.size() < 4'000'000) {
      text += piece;
    }
    text += "]";
    BOOST_TEST(bracket_length(text) > 0u);
    BOOST_TEST(parse_set(text, names).error.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_sign_that_stands_alone_is_a_member) {
  BOOST_TEST(same("[$ x]", "[\\$x]"));
  BOOST_TEST(same("[$\\p{L}]", "[\\$\\p{L}]"));
  BOOST_TEST(same("[\\$0]", "[0\\$]"));
  BOOST_TEST(same("[x$ ]", "[x\\uFFFF]"));
  BOOST_TEST(same("[^{$ab}]", "[^[]]"));
}

// To ICU a name is a set, not a character.
BOOST_AUTO_TEST_CASE(a_named_character_is_a_set_of_one) {
  BOOST_TEST(same("[\\N{LATIN SMALL LETTER A}-\\N{LATIN SMALL LETTER C}]", "[a]"));
  BOOST_TEST(same("[\\N{ latin  small letter a }]", "[a]"));
  BOOST_TEST(wrong("[a-\\N{LATIN SMALL LETTER C}]") != "");
}

BOOST_AUTO_TEST_CASE(names_can_be_defined_again) {
  NamedSets some{{"a", CodePointSet::single(U'a')}};
  BOOST_TEST((parse_set("[$a]", some).set == CodePointSet::single(U'a')));
  some.define("a", CodePointSet::single(U'b'));
  BOOST_TEST((parse_set("[$a]", some).set == CodePointSet::single(U'b')));
  NamedSets copy = some;
  copy.merge(NamedSets{{"a", CodePointSet::single(U'c')}, {"d", CodePointSet::single(U'd')}});
  BOOST_TEST((parse_set("[$a$d]", copy).set == CodePointSet{{U'b', U'b'}, {U'd', U'd'}}));
  BOOST_TEST((parse_set("[$a$d]", some).error->kind == SetError::unknown_name));
}

BOOST_AUTO_TEST_CASE(no_text_in_brackets_does_harm) {
  const std::string pieces = "[]^-&$a\\u{}0p:L N";
  std::string text(5, ' ');
  for (std::size_t n = 0; n < 40000; ++n) {
    std::size_t rest = n * 2654435761u % 1419857u; // 17 to the fifth
    for (char &c : text) {
      c = pieces[rest % pieces.size()];
      rest /= pieces.size();
    }
    SetResult result = parse_set("[" + text + "]", names);
    if (result.error) {
      BOOST_REQUIRE(result.error->begin <= result.error->end);
      BOOST_REQUIRE(result.error->end <= text.size() + 2);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
