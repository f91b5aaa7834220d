// The outline of a rule file.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "tool/lsp/symbols.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(symbols)

namespace {

std::string outline(std::string_view text) {
  std::string out;
  for (const Symbol &symbol : symbols_of(text, tokens_of(text))) {
    out += fmt::format("{} | {} |", symbol.name, symbol.detail);
    for (const Symbol &child : symbol.children) {
      out += fmt::format(" {} {}", child.name, text.substr(child.begin, child.end - child.begin));
    }
    out += "\n";
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(sections_with_what_is_in_them) {
  BOOST_TEST(outline("format = 1\n[sets]\na = '[b]'\nc = 'd'\n[patterns]\np = ['x', 'y']\n"
                     "[[stage]]\nform = 'NFC'\n[[stage]]\nonly = 'forward'\n"
                     "each = { after = 'x' }\ntable = [\n {from = 'a'},\n {from = 'b'}\n]\n"
                     "[[test]]\nfrom = 'a'\nto = 'b'\n") == "sets |  | a a = '[b]' c c = 'd'\n"
                                                            "patterns |  | p p = ['x', 'y']\n"
                                                            "stage 1 | form 'NFC' |\n"
                                                            "stage 2 | table, 2 rows |\n"
                                                            "test 1 | 'a' → 'b' |\n");
}

BOOST_AUTO_TEST_CASE(a_symbol_contains_its_name) {
  const std::string_view text = "[sets]\na = '[b]'\n\n# a comment\n[[stage]]\nform = 'NFC'\n";
  for (const Symbol &symbol : symbols_of(text, tokens_of(text))) {
    BOOST_TEST(symbol.begin <= symbol.name_begin);
    BOOST_TEST(symbol.name_end <= symbol.end);
    BOOST_TEST(text.substr(symbol.begin, symbol.end - symbol.begin).find('#') ==
               std::string_view::npos);
  }
}

BOOST_AUTO_TEST_CASE(unknown_and_broken_sections) {
  BOOST_TEST(outline("[colours]\nred = 1\n[[stage]]\ntable = [ {\n[[test]]\nfrom") ==
             "colours |  |\nstage 1 | table, 1 row |\ntest 1 |  |\n");
  BOOST_TEST(outline("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
