#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(show, Shell)

namespace {

const char *const all_stages = R"(format = 1
name = "all"
title = "Every kind of stage"
source = "nowhere"
scripts = { from = "Arab", to = "Latn" }

[sets]
long = '[اوي]'

[[stage]]
form = "NFD"
only = "forward"

[[stage]]
marks = "utr53"

[[stage]]
remove = '[\u0640 \u200B-\u200F]'
only = "forward"

[[stage]]
squeeze = { set = '[\u0627]', max = 2 }
only = "forward"

[[stage]]
use = "spaces"

[[stage]]
table = [
  { from = "ب", to = "b", note = "as everywhere" },
  { from = "ت", to = "" },
  { from = "ال", to = "al-", after = "$edge", before = ["$long", 'ب'] },
  { from = '($long) \u0651', to = "$1$1" },
  { from = "ث", to = "th", only = "forward" },
  { from = "tt", to = "ط", only = "reverse" },
]

[[stage]]
icu = "Latin-ASCII"
only = "forward"
)";

} // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_stage) {
  write("all.toml", all_stages);
  BOOST_TEST(good("arnorm show all.toml") ==
             R"(all: Every kind of stage
source: nowhere
scripts: Arab to Latn
file: all.toml

 1. Unicode normalization form NFD  (forward only)

 2. marks in utr53 order

 3. remove  (forward only)
     ـ (U+0640 TATWEEL)
     � (U+200B ZERO WIDTH SPACE) to � (U+200F RIGHT-TO-LEFT MARK)

 4. cut runs of one character to 2, for  (forward only)
     ا (U+0627 ALEF)

 5. use spaces

 6. table of 6 rows
     ب (U+0628 BEH) -> b
       as everywhere
     ت (U+062A TEH) -> nothing
     ال (U+0627 ALEF, U+0644 LAM) -> al-  after "$edge"  before "$long" or 'ب'
     '($long) \u0651' -> "$1$1"
     ث (U+062B THEH) -> th  (forward only)
     tt -> ط (U+0637 TAH)  (reverse only)

 7. ICU transform Latin-ASCII  (forward only)
)");
}

BOOST_AUTO_TEST_CASE(which_of_two_rows_wins_on_the_way_back) {
  write("same.toml", "format = 1\nname = \"same\"\n[[stage]]\ntable = [\n"
                     "  { from = \"ا\", to = \"a\" },\n  { from = \"ى\", to = \"a\" },\n"
                     "  { from = \"آ\", to = \"a\", only = \"forward\" },\n]\n");
  std::string text = good("arnorm show same.toml");
  std::string note = "(on the way back, ا (U+0627 ALEF) wins)";
  BOOST_TEST(contains(text, "ى (U+0649 ALEF MAKSURA) -> a  " + note + "\n"));
  BOOST_TEST(text.find(note) == text.rfind(note));
}

BOOST_AUTO_TEST_CASE(what_a_set_claims) {
  BOOST_TEST(contains(good("arnorm show buckwalter"), "\nclaims to be reversible\n"));
  BOOST_TEST(contains(good("arnorm show search"), "\nclaims to be idempotent\n"));
  BOOST_TEST(contains(good("arnorm show nfc"), "\nfile: <built-in>/normalize/nfc.toml\n"));
}

BOOST_AUTO_TEST_CASE(a_large_set_is_cut_short) {
  write("large.toml", "format = 1\nname = \"large\"\n[[stage]]\nremove = '[\\p{L}]'\n");
  std::string text = good("arnorm show large.toml");
  BOOST_TEST(lines(text) < 30);
  BOOST_TEST(contains(text, " characters in all\n"));
}

BOOST_AUTO_TEST_CASE(several_sets_with_a_line_between_them) {
  BOOST_TEST(good("arnorm show nfc nfd") == good("arnorm show nfc; echo; arnorm show nfd"));
}

BOOST_AUTO_TEST_CASE(as_a_page) {
  std::string page = good("arnorm show --html buckwalter iso-233");
  BOOST_TEST(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  BOOST_TEST(page.ends_with("</html>\n"));
  BOOST_TEST(contains(page, "<title>buckwalter, iso-233</title>"));
  BOOST_TEST(contains(page, "<meta name=\"viewport\" content=\"width=device-width"));
  BOOST_TEST(contains(page, "<th><bdi>\u062B</bdi><span class=\"points\">U+062B THEH</span></th>"
                            "<td><bdi>v</bdi></td><td><bdi>\u1E6F</bdi></td></tr>"));
  BOOST_TEST(contains(page, "<td><bdi>&amp;</bdi></td>"));   // waw with hamza
  BOOST_TEST(contains(page, "<th><bdi>\u25CC\u064E</bdi>")); // a dotted circle carries a mark
  BOOST_TEST(contains(page, "<h2 id=\"iso-233\">iso-233</h2>"));
  BOOST_TEST(!contains(page, "<script"));
}

BOOST_AUTO_TEST_CASE(a_page_escapes_what_a_file_says) {
  write("evil.toml", "format = 1\nname = 'evil'\ntitle = '</title><script>x</script>'\n"
                     "[[stage]]\ntable = [{ from = '\u0628', to = '<b>', note = '<i>&' }]\n");
  std::string page = good("arnorm show --html evil.toml");
  BOOST_TEST(!contains(page, "<script>"));
  BOOST_TEST(contains(page, "<bdi>&lt;b&gt;</bdi>"));
  BOOST_TEST(contains(page, "&lt;i&gt;&amp;"));
}

BOOST_AUTO_TEST_CASE(no_page_of_sets_with_errors) {
  Result result = run("arnorm show --html nosuch nfc");
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(shows_what_it_can) {
  Result result = run("arnorm show nosuch nfc");
  BOOST_TEST(result.out == good("arnorm show nfc"));
  BOOST_TEST(contains(result.err, "nosuch"));
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(shows_every_set_that_ships) {
  good("arnorm list | cut -f1 | while read -r name; do\n"
       "  arnorm show \"$name\" | head -1 | grep -q \"^$name: \" || echo \"$name\" >&2\n"
       "done");
}

BOOST_AUTO_TEST_SUITE_END()
