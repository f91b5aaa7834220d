// Keys, strings and brackets, also where the text is broken.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "tool/lsp/tokens.h"

using namespace arnorm;
using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(tokens)

namespace {

const char *name_of(RuleTable table) {
  constexpr const char *names[] = {"file", "sets",    "patterns", "scripts",  "stage",
                                   "each", "squeeze", "row",      "override", "test"};
  return names[static_cast<int>(table)];
}

// Where one types at the end of a text: the table, and the key whose value is expected.
std::string at_end(std::string_view text) {
  TypingPlace place = typing_place(text, text.size());
  return fmt::format("{}{}{}", place.known ? name_of(place.table) : "unknown",
                     place.after_equals ? " = " : "",
                     place.after_equals ? place.key : std::string_view());
}

// The strings of a text, with their keys.
std::string strings(std::string_view text) {
  std::string out;
  for (const Token &token : tokens_of(text)) {
    if (token.kind == Token::Kind::string) {
      out += fmt::format("{}.{}:{}{} ", name_of(token.table), token.key,
                         text.substr(token.begin, token.end - token.begin),
                         token.is_closed ? "" : "(open)");
    }
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_table_and_the_key_at_the_cursor) {
  BOOST_TEST(at_end("") == "file");
  BOOST_TEST(at_end("\xEF\xBB\xBF"
                    "format = ") == "file = format");
  BOOST_TEST(at_end("scripts = { ") == "scripts");
  BOOST_TEST(at_end("[sets]\n") == "sets");
  BOOST_TEST(at_end("patterns = { a = ") == "patterns = a");
  BOOST_TEST(at_end("[sets]\na = 'x'\nb = ") == "sets = b");
  BOOST_TEST(at_end("[[stage]]\n") == "stage");
  BOOST_TEST(at_end("[[stage]]\nform = ") == "stage = form");
  BOOST_TEST(at_end("[[stage]]\nform = \"NFC\"\n") == "stage");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { ") == "row");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = ") == "row = from");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = [\"a\", ") == "row = from");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = [\"a\"], ") == "row");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = \"a\" },\n") == "stage = table");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = \"a\" },\n]\n") == "stage");
  BOOST_TEST(at_end("[[stage]]\neach = { ") == "each");
  BOOST_TEST(at_end("[[stage]]\nsqueeze = { ") == "squeeze");
  BOOST_TEST(at_end("[stage.squeeze]\n") == "squeeze");
  BOOST_TEST(at_end("override = [ { ") == "override");
  BOOST_TEST(at_end("[[test]]\nfrom = 'a'\nto = ") == "test = to");
  BOOST_TEST(at_end("[colours]\n") == "unknown");
  BOOST_TEST(at_end("[[stage]]\nform = { ") == "unknown");
}

BOOST_AUTO_TEST_CASE(a_broken_line_does_not_break_the_next_one) {
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = \"a\n  { ") == "row");
  BOOST_TEST(at_end("[[stage]]\ntable = [\n  { from = \"a\", to\n[[test]]\n") == "test");
  BOOST_TEST(at_end("title = \n") == "file");
  BOOST_TEST(at_end("]]]}}}\n[sets]\n") == "sets");
}

BOOST_AUTO_TEST_CASE(strings_know_their_keys) {
  BOOST_TEST(
      strings("[[stage]]\ntable = [ { from = 'a', after = [\"b\", 'c'], to = \"d\\\"\" } ]") ==
      "row.from:'a' row.after:\"b\" row.after:'c' row.to:\"d\\\"\" ");
  BOOST_TEST(strings("title = \"\"\"a\n\"b\" \"\"\"\nname = 'x") ==
             "file.title:\"\"\"a\n\"b\" \"\"\" file.name:'x(open) ");
  BOOST_TEST(strings("# \"comment\"\n") == "");
}

BOOST_AUTO_TEST_CASE(the_token_at_an_offset) {
  const std::string text = "form = \"x\" # y";
  const std::vector<Token> tokens = tokens_of(text);
  const auto inside = [&](std::size_t offset) {
    const Token *token = find_token(tokens, offset).inside;
    return token == nullptr ? "" : text.substr(token->begin, token->end - token->begin);
  };
  BOOST_TEST(inside(0) == "form");
  BOOST_TEST(inside(4) == "form");
  BOOST_TEST(inside(6) == "=");
  BOOST_TEST(inside(7) == "\"x\"");
  BOOST_TEST(inside(10) == "\"x\"");
  BOOST_TEST(inside(13) == "# y");
  BOOST_TEST((find_token(tokens, 14).before->kind == Token::Kind::string));
}

BOOST_AUTO_TEST_CASE(any_bytes_are_tokens_of_something) {
  std::string text = "[[stage]]\ntable = [ { from = 'a{1,2}' } ]\n";
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (char c : {'"', '[', '{', '}', ']', '\n', '=', '\\', '\xFF', '\0'}) {
      std::string other = text;
      other[i] = c;
      for (const Token &token : tokens_of(other)) {
        BOOST_TEST_REQUIRE(token.begin < token.end);
        BOOST_TEST_REQUIRE(token.end <= other.size());
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
