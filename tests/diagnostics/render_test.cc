// Diagnostics as text.
#include <boost/test/unit_test.hpp>

#include "arnorm/arnorm.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(render)

namespace {

Place place(std::size_t line, std::size_t column, std::size_t length, std::string text) {
  Place p;
  p.file = "f.toml";
  p.line = line;
  p.column = column;
  p.length = length;
  p.text = std::move(text);
  return p;
}

Diagnostic at(const Place &place) {
  Diagnostic d;
  d.code = Code::AR0001;
  d.message = "m";
  d.place = place;
  return d;
}

std::string shown(const Diagnostic &d, const RenderOptions &options = {}) {
  return arnorm::render(std::span(&d, 1), options);
}

// The line with the carets, without its margin.
std::string carets(const Place &place) {
  std::string text = shown(at(place));
  std::size_t begin = text.rfind(" | ") + 3;
  return text.substr(begin, text.size() - begin - 1);
}

bool has(const std::string &text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_is_said_of_nothing) { BOOST_TEST(arnorm::render({}) == ""); }

BOOST_AUTO_TEST_CASE(a_diagnostic_without_a_place_is_one_line) {
  Diagnostic d;
  d.code = Code::AR0001;
  d.message = "no such thing";
  BOOST_TEST(shown(d) == "error[AR0001]: no such thing\n");
}

BOOST_AUTO_TEST_CASE(a_warning_is_named_so) {
  Diagnostic d;
  d.code = Code::AR0001;
  d.severity = Severity::warning;
  d.message = "m";
  BOOST_TEST(shown(d) == "warning[AR0001]: m\n");
}

BOOST_AUTO_TEST_CASE(all_parts_of_a_diagnostic_are_shown) {
  Diagnostic d = at(place(2, 3, 2, "abcdef"));
  d.place->label = "here";
  d.second = place(1, 1, 3, "first");
  d.second->label = "and here";
  d.notes = {"n1", "n2"};
  d.help = "h";
  BOOST_TEST(shown(d) == "error[AR0001]: m\n"
                         " --> f.toml:2:3\n"
                         "  |\n"
                         "2 | abcdef\n"
                         "  |   ^^ here\n"
                         "  |\n"
                         "1 | first\n"
                         "  | --- and here\n"
                         "  = note: n1\n"
                         "  = note: n2\n"
                         "  = help: h\n");
}

BOOST_AUTO_TEST_CASE(the_margin_is_as_wide_as_the_longest_line_number) {
  Diagnostic d = at(place(7, 1, 1, "a"));
  d.second = place(123, 1, 1, "b");
  BOOST_TEST(shown(d) == "error[AR0001]: m\n"
                         "   --> f.toml:7:1\n"
                         "    |\n"
                         "  7 | a\n"
                         "    | ^\n"
                         "    |\n"
                         "123 | b\n"
                         "    | -\n");
}

BOOST_AUTO_TEST_CASE(a_second_place_in_another_file_is_located) {
  Diagnostic d = at(place(1, 1, 1, "a"));
  d.second = place(2, 1, 1, "b");
  d.second->file = "g.toml";
  BOOST_TEST(has(shown(d), " --> g.toml:2:1\n"));
}

BOOST_AUTO_TEST_CASE(a_file_as_a_whole_is_not_quoted) {
  Place p;
  p.file = "f.toml";
  BOOST_TEST(shown(at(p)) == "error[AR0001]: m\n --> f.toml\n");
}

BOOST_AUTO_TEST_CASE(diagnostics_are_parted_by_an_empty_line) {
  Diagnostic d;
  d.code = Code::AR0001;
  d.message = "m";
  BOOST_TEST(arnorm::render(std::vector{d, d}) == "error[AR0001]: m\n\nerror[AR0001]: m\n");
}

BOOST_AUTO_TEST_CASE(a_label_follows_its_carets) {
  Place p = place(1, 2, 1, "abc");
  p.label = "U+0062";
  BOOST_TEST(carets(p) == " ^ U+0062");
}

BOOST_AUTO_TEST_CASE(a_mark_alone_has_a_caret) {
  BOOST_TEST(carets(place(1, 2, 1, "b\u064E")) == " ^");
}

BOOST_AUTO_TEST_CASE(marks_have_no_width) {
  BOOST_TEST(carets(place(1, 3, 1, "\u0628\u064Ex")) == " ^");
  BOOST_TEST(carets(place(1, 1, 2, "\u0628\u064Ex")) == "^");
}

BOOST_AUTO_TEST_CASE(wide_characters_have_two_columns) {
  BOOST_TEST(carets(place(1, 2, 1, "\u4E2Dx")) == "  ^");
  BOOST_TEST(carets(place(1, 1, 1, "\u4E2Dx")) == "^^");
}

BOOST_AUTO_TEST_CASE(a_tab_stays_a_tab_below) {
  BOOST_TEST(carets(place(1, 3, 1, "\ta\tx")) == "\t ^");
  BOOST_TEST(has(shown(at(place(1, 2, 1, "\tx"))), "1 | \tx\n"));
}

BOOST_AUTO_TEST_CASE(a_place_behind_the_line_has_a_caret) {
  BOOST_TEST(carets(place(1, 4, 1, "abc")) == "   ^");
  BOOST_TEST(carets(place(1, 1, 1, "")) == "^");
}

BOOST_AUTO_TEST_CASE(what_could_deceive_a_terminal_is_replaced) {
  std::string text = shown(at(place(1, 1, 1, "a\x1B[2J\u202E\u200F\u2066\x7F\xFF z")));
  BOOST_TEST(has(text, "1 | a\uFFFD[2J\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD z\n"));
}

BOOST_AUTO_TEST_CASE(nothing_that_a_file_says_reaches_the_terminal_raw) {
  Diagnostic d = at(place(1, 1, 1, "x"));
  d.message = "unknown key `\x1B[2J`";
  d.place->file = "\x1B[31mf";
  d.place->label = "\x1B";
  d.second = place(1, 1, 1, "x");
  d.second->file = "\x1B";
  d.notes = {"got: \x1B[2J\u202E"};
  d.help = "did you mean `\x1B`?\xFF";
  BOOST_TEST(!has(shown(d), "\x1B"));
  BOOST_TEST(!has(shown(d), "\u202E"));
  BOOST_TEST(!has(shown(d), "\xFF"));
}

BOOST_AUTO_TEST_CASE(a_long_line_is_shown_around_the_place) {
  std::string line = std::string(1000, 'a') + "X" + std::string(1000, 'b');
  std::string text = shown(at(place(1, 1001, 1, line)));
  BOOST_TEST(has(text, "1 | ...a"));
  BOOST_TEST(has(text, "b...\n"));
  BOOST_TEST(text.size() < 500u);
  std::size_t quoted = text.find("1 | ");
  std::size_t below = text.rfind("  | ");
  BOOST_TEST(text.find('X') - quoted == text.find('^') - below);
}

BOOST_AUTO_TEST_CASE(a_long_line_is_not_cut_at_an_end_that_is_shown) {
  std::string line(1000, 'a');
  std::string front = shown(at(place(1, 1, 1, line)));
  BOOST_TEST(has(front, "1 | aaa"));
  BOOST_TEST(has(front, "a...\n"));
  std::string back = shown(at(place(1, 1000, 1, line)));
  BOOST_TEST(has(back, "1 | ...a"));
  BOOST_TEST(has(back, "a\n"));
}

BOOST_AUTO_TEST_CASE(a_part_of_a_line_has_dots) {
  Place p = place(7, 422, 1, "aXb");
  p.skipped = 420;
  p.cut = true;
  BOOST_TEST(has(shown(at(p)), " --> f.toml:7:422\n  |\n7 | ...aXb...\n  |     ^\n"));
  p.cut = false;
  BOOST_TEST(has(shown(at(p)), "7 | ...aXb\n"));
  p.length = 500;
  BOOST_TEST(has(shown(at(p)), "  |     ^^\n"));
  p.column = 1; // beyond the quoted text
  BOOST_CHECK_NO_THROW(shown(at(p)));
}

BOOST_AUTO_TEST_CASE(a_hidden_line_is_named_but_not_quoted) {
  Place p = place(1, 5, 1, "");
  p.hidden = true;
  p.label = "U+003A COLON";
  BOOST_TEST(shown(at(p)) == "error[AR0001]: m\n --> f.toml:1:5\n  = note: found U+003A COLON\n");
}

BOOST_AUTO_TEST_CASE(carets_end_with_the_part_that_is_shown) {
  std::string text = shown(at(place(1, 900, 5000, std::string(6000, 'a'))));
  BOOST_TEST(text.size() < 500u);
}

BOOST_AUTO_TEST_CASE(a_place_that_is_out_of_its_line_does_no_harm) {
  for (const std::string &line : {std::string("abc"), std::string(1000, 'a')}) {
    BOOST_CHECK_NO_THROW(shown(at(place(1, 0, 0, line))));
    BOOST_CHECK_NO_THROW(shown(at(place(1, 5000, 5000, line))));
  }
}

BOOST_AUTO_TEST_CASE(colors_come_only_when_asked_for) {
  Diagnostic d = at(place(1, 1, 1, "x"));
  d.help = "h";
  BOOST_TEST(!has(shown(d), "\x1B"));
  BOOST_TEST(has(shown(d, {.color = true}), "\x1B[1;31merror[AR0001]\x1B[0m"));
  BOOST_TEST(has(shown(d, {.color = true}), "\x1B[1;31m^\x1B[0m"));
}

BOOST_AUTO_TEST_CASE(a_line_can_be_isolated) {
  std::string text = shown(at(place(1, 1, 1, "\u0628")), {.isolate = true});
  BOOST_TEST(has(text, "1 | \u2066\u0628\u2069\n"));
}

BOOST_AUTO_TEST_CASE(a_code_has_a_page) {
  BOOST_TEST(explain_code("AR0203").starts_with("## AR0203: "));
  BOOST_TEST(!has(std::string(explain_code("AR0203").substr(3)), "\n## "));
}

BOOST_AUTO_TEST_CASE(what_is_no_code_has_no_page) {
  for (const char *code : {"", "AR", "AR020", "AR9999", "AR0203:", "ar0203", "\n", "AR0203 "}) {
    BOOST_TEST(explain_code(code) == "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
