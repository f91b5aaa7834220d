// The layout of whole rule files.
#include <boost/test/unit_test.hpp>

#include <memory>

#include "characters/split.h"
#include "diagnostics/report.h"
#include "format/format_rules.h"
#include "format/row_columns.h"
#include "parse/builtin_rules.h"
#include "parse/toml_text.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(format_rules)

namespace {

std::string formatted(const std::string &text) {
  Report report;
  auto out = arnorm::format_rules(std::make_shared<Source>("test.toml", text), report);
  BOOST_REQUIRE_MESSAGE(out, text);
  return *out;
}

// Formats a text, and requires that doing so again changes nothing.
std::string laid_out(const std::string &text) {
  std::string once = formatted(text);
  BOOST_TEST(formatted(once) == once);
  return once;
}

// A text with other spaces between what it consists of.
std::string with_spaces(std::string_view text, std::string_view spaces) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at;
    if (text[at] == '"' || text[at] == '\'') {
      QuotedText quoted(text, at);
      while (quoted.next().kind != TextPiece::Kind::end) {
      }
      at = quoted.at();
      out += text.substr(begin, at - begin);
    } else if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
      out += text.substr(begin, at - begin);
    } else if (text[at] == ' ') {
      at = std::min(text.find_first_not_of(' ', at), text.size());
      out += spaces;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::vector<std::string> shipped_texts() {
  std::vector<std::string> texts;
  for (const BuiltinRules &rules : builtin_rules()) {
    if (rules.path.ends_with(".toml")) {
      texts.push_back(rules.text());
    }
  }
  return texts;
}

} // namespace

BOOST_AUTO_TEST_CASE(rows_stand_in_columns_and_their_characters_are_spelled) {
  BOOST_TEST(laid_out(R"(format=1
name="x"
[[stage]]
table=[
{to="t",from="ث"}, # U+062B THEH: with dots
 { from = "ة", before = "$edge",   to = "ah", note = "at the end" },
  {from='\u064E',to="a",only="forward"}]
)") == R"(format = 1
name = "x"

[[stage]]
table = [
  { from = "ث",                        to = "t"  },   # U+062B THEH: with dots
  { from = "ة",      before = "$edge", to = "ah", note = "at the end" },
  { from = '\u064E',                   to = "a",  only = "forward" },   # U+064E FATHA
]
)");
}

BOOST_AUTO_TEST_CASE(sections_are_parted_by_one_empty_line) {
  BOOST_TEST(
      laid_out("\n\nformat = 1\n# of the stage\n[[stage]]\n\nform = \"NFC\"\n\n\n\n[[test]]\nfrom "
               "= \"\"\nto = \"\"\n\n\n") ==
      "format = 1\n\n# of the stage\n[[stage]]\nform = \"NFC\"\n\n[[test]]\nfrom = \"\"\nto = "
      "\"\"\n");
}

BOOST_AUTO_TEST_CASE(headings_and_empty_lines_begin_new_columns) {
  BOOST_TEST(laid_out(R"([[stage]]
table = [
  { from = "aaaa", to = "x" },
  { from = "b", to = "x" },
  # others
  { from = "c", to = "x" },
  { from = "dd", to = "x" },

  { from = "e", to = "x" },
]
)") == R"([[stage]]
table = [
  { from = "aaaa", to = "x" },
  { from = "b",    to = "x" },
  # others
  { from = "c",  to = "x" },
  { from = "dd", to = "x" },

  { from = "e", to = "x" },
]
)");
}

BOOST_AUTO_TEST_CASE(names_and_their_comments_are_aligned) {
  BOOST_TEST(laid_out(R"([sets]
a='[x]' # one
long_name   = '[xyz]'   # two
# three
b = "c"

c = "d"
[patterns]
p = [
"a", 'b',
'c' # last
]
)") == R"([sets]
a         = '[x]'     # one
long_name = '[xyz]'   # two
# three
b         = "c"

c = "d"

[patterns]
p = [
  "a", 'b',
  'c',   # last
]
)");
}

BOOST_AUTO_TEST_CASE(comments_in_an_array_are_aligned) {
  BOOST_TEST(laid_out("a = [\n'x', # one\n'xyz','z', # two\n'y'\n]\n") ==
             "a = [\n  'x',          # one\n  'xyz', 'z',   # two\n  'y',\n]\n");
}

BOOST_AUTO_TEST_CASE(one_row_in_one_line_stays_there) {
  BOOST_TEST(laid_out("[[stage]]\ntable=[{from=\"ث\",to=\"t\"}]\n") ==
             "[[stage]]\ntable = [ { from = \"ث\", to = \"t\" } ]   # U+062B THEH\n");
  BOOST_TEST(
      laid_out("[[stage]]\ntable=[{from=\"a\",to=\"t\"},{from=\"bc\",to=\"t\"}]\n") ==
      "[[stage]]\ntable = [\n  { from = \"a\",  to = \"t\" },\n  { from = \"bc\", to = \"t\" "
      "},\n]\n");
}

BOOST_AUTO_TEST_CASE(marks_have_no_width) {
  std::string text = laid_out("[[stage]]\ntable = [\n{ from = \"بَ\", to = \"ba\" },\n{ from = "
                              "\"تت\", to = \"tt\" },\n]\n");
  BOOST_TEST(text.find("{ from = \"بَ\",  to") != std::string::npos);
}

// What is much wider than the other cells does not push them apart, and no line grows too long.
BOOST_AUTO_TEST_CASE(very_wide_cells_are_not_aligned_to) {
  std::string wide(100, 'x');
  std::string text = laid_out("[[stage]]\ntable = [\n{ from = \"a\", to = \"b\" },\n{ from = \"" +
                              wide + "\", to = \"b\" },\n]\n");
  BOOST_TEST(text.find("{ from = \"a\", to = \"b\" }") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_comment_that_would_make_a_line_too_long_is_not_added) {
  std::string to(140, 'x');
  std::string text = laid_out("[[stage]]\ntable = [\n{ from = \"ث\", to = \"" + to + "\" },\n]\n");
  BOOST_TEST(text.find('#') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_list_that_makes_a_line_too_long_moves_above_the_row) {
  std::string to(130, 'x');
  std::string row = "  { from = \"ث\", to = \"" + to + "\" },";
  std::string text = laid_out("[[stage]]\ntable = [\n" + row + " # U+062B THEH\n]\n");
  BOOST_TEST(text == "[[stage]]\ntable = [\n  # U+062B THEH\n" + row + "\n]\n");
  text = laid_out("[[stage]]\ntable = [\n" + row + " # why\n]\n");
  BOOST_TEST(text == "[[stage]]\ntable = [\n" + row + "   # why\n]\n");
}

BOOST_AUTO_TEST_CASE(a_comment_above_a_row_that_says_the_same_is_enough) {
  std::string text = "[[stage]]\ntable = [\n  # U+062B THEH\n  { from = \"ث\", to = \"t\" },\n]\n";
  BOOST_TEST(laid_out(text) == text);
}

BOOST_AUTO_TEST_CASE(line_ends_are_kept_and_a_byte_order_mark_is_not) {
  BOOST_TEST(formatted("a=1\r\nb='''\r\nx\r\n'''\r\n") == "a = 1\r\nb = '''\r\nx\r\n'''\r\n");
  BOOST_TEST(formatted("\xEF\xBB\xBF"
                       "a=1") == "a = 1\n");
  BOOST_TEST(formatted("") == "");
}

BOOST_AUTO_TEST_CASE(a_text_with_errors_is_refused_with_all_of_them) {
  Report report;
  auto source = std::make_shared<Source>("test.toml", "a = \nb = [1\nc = ]\n");
  BOOST_TEST(!arnorm::format_rules(source, report));
  BOOST_TEST(report.errors() > 1u);
  Report bytes;
  BOOST_TEST(!arnorm::format_rules(std::make_shared<Source>("t", "a = \"\xFF\""), bytes));
  BOOST_TEST(codes(bytes) == "AR0001");
}

// Strings, comments and line breaks decide on the layout, and spaces do not.
BOOST_AUTO_TEST_CASE(spaces_do_not_matter) {
  for (const std::string &text : shipped_texts()) {
    std::string once = laid_out(text);
    BOOST_TEST((formatted(with_spaces(text, " ")) == once));
    BOOST_TEST((formatted(with_spaces(text, " \t  ")) == once));
  }
}

BOOST_AUTO_TEST_CASE(no_line_of_the_shipped_rules_becomes_too_long) {
  for (const std::string &text : shipped_texts()) {
    const std::string once = formatted(text);
    for (std::string_view line : split(once, '\n')) {
      BOOST_TEST(fits_in_line(line), line);
    }
  }
}

BOOST_AUTO_TEST_CASE(random_rule_files_keep_their_meaning) {
  Random random(15);
  for (int i = 0; i < rounds(300); ++i) {
    laid_out(random_rule_file(random));
  }
}

BOOST_AUTO_TEST_CASE(a_large_file_takes_linear_time) {
  std::string text = "[[stage]]\ntable = [\n";
  for (int i = 0; i < 12000; ++i) {
    text += "{from='\\u0628" + std::to_string(i) + "',to='x'},\n";
  }
  laid_out(text + "]\n");
  laid_out("a = " + std::string(60, '[') + std::string(60, ']'));
  laid_out("[[stage]]\ntable = [ { from = '" + std::string(1000000, 'x') + "' } ]");
}

BOOST_AUTO_TEST_SUITE_END()
