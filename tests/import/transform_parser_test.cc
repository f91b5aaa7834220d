// ICU's rules as they are read, and all of their errors.
#include <boost/test/unit_test.hpp>

#include "import/transform_parser.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(transform_parser)

namespace {

Transform parse(const std::string &text, Report &report) {
  RuleText rules{.source = std::make_shared<Source>("test.txt", text), .text = text, .offsets = {}};
  return parse_transform(rules, report);
}

Transform good(const std::string &text) {
  Report report;
  Transform transform = parse(text, report);
  BOOST_TEST(codes(report) == "");
  return transform;
}

std::string errors_of(const std::string &text) {
  Report report;
  parse(text, report);
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_rule_and_its_parts) {
  Transform transform = good("a { b c } d > x | y ; # note\n");
  BOOST_REQUIRE(transform.statements.size() == 1u);
  const TransformRule &rule = *transform.statements[0].rule;
  BOOST_TEST(rule.left.before.size() == 1u);
  BOOST_TEST(rule.left.key.size() == 2u);
  BOOST_TEST(rule.left.after.size() == 1u);
  BOOST_TEST(*rule.right.cursor == 1u);
  BOOST_TEST(rule.forward);
  BOOST_TEST(!rule.backward);
  BOOST_TEST(transform.statements[0].comment == "note");
}

BOOST_AUTO_TEST_CASE(directions) {
  Transform transform = good("a > b; c < d; e <> f; g → h; i ← j; k ↔ l;");
  std::string found;
  for (const TransformStatement &each : transform.statements) {
    found += each.rule->forward ? each.rule->backward ? '~' : '>' : '<';
  }
  BOOST_TEST(found == "><~><~");
}

BOOST_AUTO_TEST_CASE(calls_and_filters) {
  Transform transform = good(":: [a-z] NFD (NFC) ; ::Null; :: ([abc]) ;");
  BOOST_REQUIRE(transform.statements.size() == 3u);
  BOOST_TEST(transform.statements[0].call->forward.filter == "[a-z]");
  BOOST_TEST(transform.statements[0].call->forward.id == "NFD");
  BOOST_TEST(transform.statements[0].call->backward.id == "NFC");
  BOOST_TEST(transform.statements[2].call->backward.filter == "[abc]");
  BOOST_TEST(!transform.statements[2].call->forward.given);
}

BOOST_AUTO_TEST_CASE(variables_sets_and_strings) {
  Transform transform = good("$v = [aeiou] ; $w = [$v {ch} x] ; $w > [:L:] ;");
  BOOST_REQUIRE(transform.variables.size() == 2u);
  BOOST_TEST(transform.variables[0].is_set);
  const TransformItem &item = transform.statements[0].rule->left.key[0];
  BOOST_TEST(item.set.size() == 6u);
  BOOST_REQUIRE(item.strings.size() == 1u);
  BOOST_TEST((item.strings[0] == U"ch"));
}

BOOST_AUTO_TEST_CASE(names_of_variables_have_letters_of_any_script) {
  Transform transform = good("$\u062D = [ae] ; $w = [$\u062D x] ; $\u062D $w > b ;");
  const auto &key = transform.statements[0].rule->left.key;
  BOOST_REQUIRE(key.size() == 2u);
  BOOST_TEST(key[0].set.size() == 2u);
  BOOST_TEST(key[1].set.size() == 3u);
}

BOOST_AUTO_TEST_CASE(quotes_and_escapes) {
  Transform transform = good("'a''b;' \\u0628 \\; '' > \\x{641} ;");
  std::u32string text;
  for (const TransformItem &item : transform.statements[0].rule->left.key) {
    text += item.set.first();
  }
  BOOST_TEST((text == U"a'b;\u0628;'"));
}

BOOST_AUTO_TEST_CASE(comments_stay_with_their_rule) {
  Transform transform = good("# one\n# two\na > b ;\n# three\n");
  BOOST_TEST(transform.statements[0].comments.size() == 2u);
  BOOST_TEST(transform.comments.size() == 1u);
}

BOOST_AUTO_TEST_CASE(all_errors_are_reported) {
  for (const char *text : {"a b ;", "a > $x ;", "a > b", "[a > b ;", "'a > b ;", "(a > b ;",
                           "a { b { c > d ;", "* > b ;", "a! > b ;", "\\uD800 > b ;", "> ;",
                           ":: NFD ( ;", "$1x = a ;", "[[:Nope:]] > a ;", "a > b | c | d ;"}) {
    BOOST_TEST_CONTEXT(text) {
      bool is_good = std::string_view(text) == "a > b"; // the last `;` may be missing
      BOOST_TEST((errors_of(text) == "AR0501") != is_good);
    }
  }
  BOOST_TEST(errors_of("a b ;\nc > d ;\ne ! f ;\n") == "AR0501 AR0501");
}

// Nothing in a file makes it crash or take long.
BOOST_AUTO_TEST_CASE(hostile_files) {
  for (const std::string &piece :
       {std::string("("), std::string("["), std::string("{"), std::string("$a=$a$a;"),
        std::string("a>"), std::string("'"), std::string("\\"), std::string("::"),
        std::string("&a("), std::string("#"), std::string("\xD8")}) {
    std::string text;
    while (text.size() < 200'000) {
      text += piece;
    }
    BOOST_TEST_CONTEXT(piece) { errors_of(text); }
  }
  std::string doubled = "$a0 = ab ;\n";
  for (int i = 1; i < 60; ++i) {
    doubled += "$a" + std::to_string(i) + " = $a" + std::to_string(i - 1) + " $a" +
               std::to_string(i - 1) + " ;\n";
  }
  BOOST_TEST(errors_of(doubled).starts_with("AR0501"));
}

BOOST_AUTO_TEST_SUITE_END()
