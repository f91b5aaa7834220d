// `arnorm explain` of a text, and `arnorm export -o`.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(explain, Shell)

namespace {

const char *const mine = R"(format = 1
name = "mine"
[[stage]]
form = "NFC"
[[stage]]
table = [
  { from = "ب", to = "b", note = "a <letter>" },
  { from = "ة", before = '[دذ]', to = "t" },
  { from = '\u064E', to = "" },
]
)";

} // namespace

BOOST_AUTO_TEST_CASE(each_stage_tells_which_rows_fired) {
  write("mine.toml", mine);
  BOOST_TEST(good("arnorm explain ./mine.toml 'بَxب'") ==
             "./mine.toml: بَxب\n"
             "1. form of mine: nothing changes\n"
             "2. table of mine: bxb\n"
             "   ب (U+0628 BEH) -> b          mine.toml:7  "
             "{ from = \"ب\", to = \"b\", note = \"a <letter>\" }\n"
             "   \u25CC\u064E (U+064E FATHA) -> nothing  mine.toml:9  "
             "{ from = '\\u064E', to = \"\" }\n"
             "   ب (U+0628 BEH) -> b          mine.toml:7  "
             "{ from = \"ب\", to = \"b\", note = \"a <letter>\" }\n");
}

BOOST_AUTO_TEST_CASE(near_tells_which_context_failed_and_on_what) {
  write("mine.toml", mine);
  const std::string told = good("arnorm explain --near ./mine.toml 'ةر' 'ة'");
  BOOST_TEST(contains(told, "   ة (U+0629 TEH MARBUTA) not: before '[دذ]' saw ر (U+0631 REH)"));
  BOOST_TEST(contains(told, "not: before '[دذ]' saw the edge of the text"));
  BOOST_TEST(contains(told, "mine.toml:8"));
  BOOST_TEST(!contains(good("arnorm explain ./mine.toml 'ةر'"), "not:"));
}

BOOST_AUTO_TEST_CASE(texts_come_from_standard_input_too) {
  const std::string one = good("arnorm explain buckwalter 'ب'");
  const std::string other = good("arnorm explain buckwalter 'ت'");
  BOOST_TEST(good("printf 'ب\\r\\nت\\n' | arnorm explain buckwalter") == one + "\n" + other);
  BOOST_TEST(good("arnorm explain buckwalter < /dev/null") == "");
}

BOOST_AUTO_TEST_CASE(json_is_one_object_for_each_text) {
  write("mine.toml", mine);
  BOOST_TEST(good("arnorm explain --json ./mine.toml 'ب' ''") ==
             "{\"in\": \"ب\", \"out\": \"b\", \"stages\": [{\"stage\": 1, \"set\": \"mine\", "
             "\"kind\": \"form\", \"direction\": \"forward\", \"in\": \"ب\", \"out\": \"ب\", "
             "\"edits\": []}, {\"stage\": 2, \"set\": \"mine\", \"kind\": \"table\", "
             "\"direction\": \"forward\", \"in\": \"ب\", \"out\": \"b\", \"edits\": [{\"in\": [0, "
             "2], \"out\": [0, 1], \"row\": \"./mine.toml:7\", \"note\": \"a <letter>\"}]}]}\n"
             "{\"in\": \"\", \"out\": \"\", \"stages\": [{\"stage\": 1, \"set\": \"mine\", "
             "\"kind\": \"form\", \"direction\": \"forward\", \"in\": \"\", \"out\": \"\", "
             "\"edits\": []}, {\"stage\": 2, \"set\": \"mine\", \"kind\": \"table\", "
             "\"direction\": \"forward\", \"in\": \"\", \"out\": \"\", \"edits\": []}]}\n");
}

BOOST_AUTO_TEST_CASE(html_is_one_page_without_anything_that_a_rule_file_could_slip_in) {
  write("mine.toml", mine);
  const std::string page = good("arnorm explain --html --near ./mine.toml 'بة<b>' 'ب'");
  BOOST_TEST(page.starts_with("<!DOCTYPE html>"));
  BOOST_TEST(contains(page, "a &lt;letter&gt;"));
  BOOST_TEST(!contains(page, "<letter>"));
  BOOST_TEST(!contains(page, "<b>"));
  BOOST_TEST(contains(page, "saw U+003C LESS-THAN SIGN"));
  BOOST_TEST(page.ends_with("</html>\n"));
}

BOOST_AUTO_TEST_CASE(a_chain_can_be_explained_backwards) {
  const std::string told = good("arnorm explain -r buckwalter b");
  BOOST_TEST(contains(told, "table of buckwalter, backwards: ب\n"));
  BOOST_TEST(contains(told, " backwards\n"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_explained) {
  BOOST_TEST(run("arnorm explain no-such-set x").status == 2);
  BOOST_TEST(run("arnorm explain AR9999").status == 2);
  BOOST_TEST(run("arnorm explain --json --html buckwalter x").status == 2);
  BOOST_TEST(run("arnorm explain").status == 2);
  BOOST_TEST(run("arnorm explain buckwalter ب > /dev/full").status == 2);
  BOOST_TEST(contains(good("arnorm explain AR0203"), "## AR0203"));
}

BOOST_AUTO_TEST_CASE(control_characters_of_a_text_do_not_reach_the_terminal) {
  BOOST_TEST(!contains(good("arnorm explain buckwalter \"$(printf 'a\\033[31m')\""), "\033"));
}

BOOST_AUTO_TEST_CASE(an_export_writes_numbered_texts) {
  good("arnorm export --icu -o texts ala-lc");
  BOOST_TEST(good("ls texts | head -n 2") == "01.txt\n02.txt\n");
  good("arnorm export --icu -o one clean");
  BOOST_TEST(good("ls one") == "01.txt\n");
  BOOST_TEST(read("one/01.txt") == good("arnorm export --icu clean"));
  const Result again = run("arnorm export --icu -o one clean");
  BOOST_TEST(again.status == 2);
  BOOST_TEST(contains(again.err, "cannot export to one: the directory is not empty"));
  write("file", "");
  BOOST_TEST(run("arnorm export --icu -o file clean").status == 2);
  BOOST_TEST(run("arnorm export --icu -o /proc/no clean").status == 2);
}

BOOST_AUTO_TEST_CASE(a_code_may_be_written_in_short) {
  const std::string page = good("arnorm explain AR0203");
  BOOST_TEST(page.starts_with("## AR0203: "));
  for (const char *word : {"ar0203", "Ar203", "0203", "203", "AR00203"}) {
    BOOST_TEST(good("arnorm explain " + std::string(word)) == page, word);
  }
  BOOST_TEST(good("arnorm explain 203 ar2") == page + good("arnorm explain AR0002"));
  for (const char *word : {"AR9999", "0", "99999999999999999999", "AR0"}) {
    Result result = run("arnorm explain " + std::string(word));
    BOOST_TEST(result.status == 2, word);
    BOOST_TEST(contains(result.err, "unknown diagnostic `"), word);
  }
  BOOST_TEST(contains(run("arnorm explain AR").err, "there is no rule set `AR`"));
}

BOOST_AUTO_TEST_CASE(code_points_and_places_are_colored_if_asked) {
  const std::string told = good("arnorm explain --color always buckwalter 'ب'");
  BOOST_TEST(contains(told, "ب \x1b[2m(U+0628 BEH)\x1b[0m -> b  \x1b[36mbuckwalter.toml:"));
  BOOST_TEST(!contains(good("arnorm explain --color never buckwalter 'ب'"), "\x1b"));
  BOOST_TEST(contains(good("arnorm show --color always fold-alef"), "\x1b[2m(U+0622 ALEF"));
  BOOST_TEST(run("arnorm show --color red fold-alef").status == 2);
  BOOST_TEST(contains(run("arnorm --color=always nosuch").err, "\x1b[1;31merror"));
}

BOOST_AUTO_TEST_SUITE_END()
