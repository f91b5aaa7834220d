// Comments that spell the characters of a row.
#include <boost/test/unit_test.hpp>

#include "format/code_point_comments.h"
#include "format/row_columns.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(code_point_comments)

namespace {

CommentedValue row(const std::string &text) {
  return read_commented_toml("row = " + text).front().value;
}

std::string renewed(const std::string &text, const std::string &comment) {
  return renewed_comment(row(text), comment);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_list_is_known_by_its_names) {
  auto list = read_code_point_comment("# U+062B THEH, U+064E FATHA to U+0650 KASRA: why");
  BOOST_REQUIRE(list);
  BOOST_TEST(list->code_points.size() == 3u);
  BOOST_TEST(list->remark == "why");
  BOOST_TEST(read_code_point_comment("# U+062B ARABIC LETTER THEH").has_value());
}

BOOST_AUTO_TEST_CASE(every_other_comment_is_the_authors) {
  for (std::string_view comment :
       {"#", "# theh", "# U+062B", "# U+062B ", "# U+062B TEH", "# U+062B THEH and more",
        "# U+062B THEH,", "# U+0660 to U+0669 ARABIC-INDIC DIGITS", "#U+062B THEH",
        "# 2 letters: U+062B THEH", "# U+0018 CONTROL", "# U+110000 X", "# U+062BTHEH"}) {
    BOOST_TEST(!read_code_point_comment(comment), comment);
  }
}

BOOST_AUTO_TEST_CASE(a_row_with_one_character_or_escapes_gets_a_comment) {
  BOOST_TEST(new_comment(row(R"({ from = "ث", to = "t" })")) == "# U+062B THEH");
  BOOST_TEST(new_comment(row(R"({ from = '\u0627\u0654', to = "a" })")) ==
             "# U+0627 ALEF, U+0654 HAMZA ABOVE");
  BOOST_TEST(new_comment(row(R"({ from = '[\uFE95-\uFE98]', to = "ت" })")) ==
             "# U+FE95 TEH ISOLATED FORM to U+FE98 TEH MEDIAL FORM");
  BOOST_TEST(new_comment(row(R"({ from = '\ ', to = "" })")) == "# U+0020 SPACE");
}

BOOST_AUTO_TEST_CASE(other_rows_show_what_they_match) {
  for (const char *text :
       {R"({ from = "a", to = "b" })", R"({ from = "ثت", to = "b" })",
        R"({ from = "$fatha", to = "a" })", R"({ letters = "ث", to = "t" })",
        R"({ from = "ث", before = "$edge", to = "t" })",
        R"({ from = '\N{ARABIC FATHA}', to = "a" })", R"({ from = '\u0018', to = "" })",
        R"({ from = ["a", "b"], to = "" })"}) {
    BOOST_TEST(new_comment(row(text)) == "", text);
  }
}

BOOST_AUTO_TEST_CASE(a_list_is_renewed_and_a_remark_kept) {
  BOOST_TEST(renewed(R"({ from = "ت", to = "t" })", "# U+062B THEH: not dotted") ==
             "# U+062A TEH: not dotted");
  BOOST_TEST(renewed(R"({ from = "ث", to = "t" })", "# U+062B ARABIC LETTER THEH") ==
             "# U+062B THEH");
  BOOST_TEST(renewed(R"({ from = "ثت", to = "t" })", "# U+0628 BEH") ==
             "# U+062B THEH, U+062A TEH");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_true_of_a_longer_row_stays) {
  BOOST_TEST(renewed(R"({ from = "ثت", to = "t" })", "# U+062A TEH") == "# U+062A TEH");
  BOOST_TEST(renewed(R"({ from = "ثت", to = "ي" })", "# U+064A YEH") == "# U+064A YEH");
  BOOST_TEST(renewed(R"({ from = "ل$fatha", to = "t" })", "# U+0628 BEH") == "# U+0628 BEH");
}

BOOST_AUTO_TEST_CASE(an_authors_comment_stays) {
  for (const char *comment : {"# why", "#", "# U+0628", "# U+062B TEH"}) {
    BOOST_TEST(renewed(R"({ from = "ت", to = "t" })", comment) == comment);
  }
}

BOOST_AUTO_TEST_SUITE_END()
