// The inside of strings.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "tool/lsp/string_pieces.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(string_pieces)

namespace {

// The pieces of the only string of a row, a test or the header: `c` for a character, `e` for an
// escape with its code point, `n` for a name, `p` for a property.
std::string pieces(std::string_view text) {
  std::string out;
  for (const Token &token : tokens_of(text)) {
    for (const StringPiece &piece :
         token.kind == Token::Kind::string ? pieces_of(text, token) : std::vector<StringPiece>()) {
      std::string_view written = text.substr(piece.begin, piece.end - piece.begin);
      if (piece.kind == StringPiece::Kind::character) {
        out += written;
      } else {
        constexpr const char *kinds[] = {"", "e", "n", "p"};
        out += fmt::format("<{} {}{}{}>", kinds[static_cast<int>(piece.kind)], written,
                           piece.c ? fmt::format(" {:X}", static_cast<unsigned>(*piece.c)) : "",
                           piece.is_closed ? "" : " open");
      }
    }
  }
  return out;
}

std::string in_row(std::string_view string) {
  return pieces(fmt::format("[[stage]]\ntable = [ {{ from = {} }} ]\n", string));
}

} // namespace

BOOST_AUTO_TEST_CASE(patterns_have_escapes_names_and_properties) {
  BOOST_TEST(in_row(R"('a\u064E$sun [\p{L}]\ ')") ==
             R"(a<e \u064E 64E><n $sun> [<p \p{L}>]<e \  20>)");
  BOOST_TEST(in_row(R"('\u{64E}\U0001EE00\N{ARABIC FATHA}\P{L}')") ==
             R"(<e \u{64E} 64E><e \U0001EE00 1EE00><e \N{ARABIC FATHA} 64E><p \P{L}>)");
}

BOOST_AUTO_TEST_CASE(in_double_quotes_backslashes_are_written_twice) {
  BOOST_TEST(
      in_row(R"("\\u064E\u064E\\N{ARABIC FATHA}\\p{L}\n\"")") ==
      R"(<e \\u064E 64E><e \u064E 64E><e \\N{ARABIC FATHA} 64E><p \\p{L}><e \n A><e \" 22>)");
}

BOOST_AUTO_TEST_CASE(texts_have_only_the_escapes_of_toml) {
  BOOST_TEST(pieces(R"(title = '\u064E$sun')") == R"(\u064E$sun)");
  BOOST_TEST(pieces(R"(title = "\u064E$sun")") == R"(<e \u064E 64E>$sun)");
  BOOST_TEST(pieces("[[test]]\nfrom = '$sun'\n") == "$sun");
}

BOOST_AUTO_TEST_CASE(sets_and_patterns_are_patterns) {
  BOOST_TEST(pieces("[sets]\na = '[$b]'\n") == "[<n $b>]");
  BOOST_TEST(pieces("[patterns]\na = '$b'\n") == "<n $b>");
  BOOST_TEST(pieces("[[stage]]\nremove = '$b'\n") == "<n $b>");
  BOOST_TEST(pieces("word = '$b'\n") == "<n $b>");
}

BOOST_AUTO_TEST_CASE(what_is_broken_ends_with_the_string) {
  BOOST_TEST(in_row(R"('\N{ARABIC LET')") == R"(<e \N{ARABIC LET open>)");
  BOOST_TEST(in_row(R"('\p{')") == R"(<p \p{ open>)");
  BOOST_TEST(in_row(R"('\u06')") == R"(<e \u06>)");
  BOOST_TEST(in_row(R"('\N{NO SUCH NAME}')") == R"(<e \N{NO SUCH NAME}>)");
  BOOST_TEST(in_row(R"('\uD800\u{110000}\q')") == R"(<e \uD800><e \u{110000}><e \q>)");
  BOOST_TEST(in_row(R"('$')") == "<n $>");
  BOOST_TEST(in_row(R"('\')") == R"(<e \>)");
  BOOST_TEST(in_row("'\xFF"
                    "a'") == "\xFF"
                             "a");
}

BOOST_AUTO_TEST_SUITE_END()
