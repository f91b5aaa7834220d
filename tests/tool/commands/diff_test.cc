// `arnorm diff` and `arnorm show --parent`.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

namespace {

std::string set(const std::string &name, const std::string &rows) {
  return "format = 1\nname = \"" + name + "\"\n[[stage]]\ntable = [\n" + rows + "]\n";
}

const char *const two_words = R"(  { from = 'a\ b', to = "ab" },
  { from = "c", to = "C" },
)";

struct TwoChains : Shell {
  TwoChains() {
    write("a.toml", set("a", "  { from = \"ة\", to = \"t\" },\n"));
    write("b.toml", set("b", "  { from = \"ة\", to = \"h\" },\n"));
    write("text", "مدينة كبيرة\nمدينة\nx\n");
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(diff, TwoChains)

BOOST_AUTO_TEST_CASE(words_that_differ_are_counted) {
  Result result = run("arnorm diff a.toml b.toml text");
  BOOST_TEST(result.out == "A: a.toml\nB: b.toml\n"
                           "2  مدينة\n   A  مدين[t]\n   B  مدين[h]\n   text:1: مدينة كبيرة\n"
                           "1  كبيرة\n   A  كبير[t]\n   B  كبير[h]\n   text:1: مدينة كبيرة\n"
                           "2 words differ, 3 times, in 2 of 3 lines\n");
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(run("arnorm diff a.toml b.toml < text").out.find("standard input:1: ") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(chains_that_agree_exit_with_0) {
  BOOST_TEST(good("arnorm diff a.toml a.toml text") == "no difference in 3 lines\n");
  BOOST_TEST(good("echo x | arnorm diff a.toml b.toml") == "no difference in 1 line\n");
  BOOST_TEST(good("arnorm diff a.toml b.toml < /dev/null") == "no difference in 0 lines\n");
}

BOOST_AUTO_TEST_CASE(lines_are_compared_if_asked) {
  BOOST_TEST(run("arnorm diff --lines a.toml b.toml text").out ==
             "A: a.toml\nB: b.toml\n"
             "1  مدينة كبيرة\n   A  مدين[t] كبير[t]\n   B  مدين[h] كبير[h]\n   text:1:\n"
             "1  مدينة\n   A  مدين[t]\n   B  مدين[h]\n   text:2:\n"
             "2 lines differ, 2 times, in 2 of 3 lines\n");
}

BOOST_AUTO_TEST_CASE(differences_are_json) {
  Result result = run("printf '\\xFF\\xD8\\xA9\\n' | arnorm diff --json a.toml b.toml");
  BOOST_TEST(result.out == "{\"a\": \"a.toml\", \"b\": \"b.toml\", \"lines\": 1, "
                           "\"differing_lines\": 1, \"times\": 1, \"unlisted\": 0, "
                           "\"differences\": [{\"count\": 1, \"in\": \"ة\", \"a\": \"t\", "
                           "\"b\": \"h\", \"file\": \"standard input\", \"line\": 1, "
                           "\"example\": \"\uFFFDة\"}]}\n");
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(letters_that_differ_are_named) {
  write("c.toml", set("c", "  { from = \"ة\", to = \"ه\" },\n"));
  write("d.toml", set("d", "  { from = \"ة\", to = '\\u064E' },\n"));
  Result result = run("echo مدينة | arnorm diff c.toml d.toml");
  BOOST_TEST(contains(result.out, "   A  مدين[ه]  (U+0647 HEH)\n"), result.out);
  BOOST_TEST(contains(result.out, "   B  مدين[\u25CC\u064E]  (U+064E FATHA)\n"), result.out);
}

// An edit that joins two words makes them one.
BOOST_AUTO_TEST_CASE(words_that_are_joined_are_compared_together) {
  write("e.toml", set("e", two_words));
  write("f.toml", set("f", "  { from = \"a\", to = \"a\" },\n"));
  Result result = run("echo 'a b c d' | arnorm diff e.toml f.toml");
  BOOST_TEST(contains(result.out, "1  a b\n   A  ab\n   B  a[ ]b"), result.out);
  BOOST_TEST(contains(result.out, "1  c\n"), result.out);
  BOOST_TEST(contains(result.out, "\n2 words differ, 2 times, in 1 of 1 line\n"), result.out);
}

BOOST_AUTO_TEST_CASE(diff_runs_backwards) {
  write("g.toml", set("g", "  { from = \"a\", to = \"x\" },\n"));
  write("h.toml", set("h", "  { from = \"b\", to = \"x\" },\n"));
  BOOST_TEST(good("echo x | arnorm diff g.toml h.toml") == "no difference in 1 line\n");
  BOOST_TEST(contains(run("echo x | arnorm diff -r g.toml h.toml").out, "   A  [a]\n   B  [b]\n"));
}

BOOST_AUTO_TEST_CASE(diff_reports_what_it_cannot_do) {
  for (const char *words : {"a.toml", "a.toml nosuch text", "a.toml b.toml nosuch", "-r nfc nfc",
                            "-r strip-tatweel nfc text"}) {
    Result result = run(std::string("arnorm diff ") + words);
    bool runs = std::string(words) == "-r nfc nfc";
    BOOST_TEST(result.status == (runs ? 0 : 2), words);
    BOOST_TEST((result.err == "") == runs, words);
  }
  Result result = run("arnorm diff a.toml b.toml nosuch text");
  BOOST_TEST(contains(result.out, "in 2 of 3 lines"));
  BOOST_TEST(result.status == 2);
}

// Two hundred megabytes in one line, of words that all differ.
BOOST_AUTO_TEST_CASE(memory_is_bounded) {
  if (run("ulimit -v 1000000 && arnorm --version").status != 0) {
    BOOST_TEST_MESSAGE("skipped: the sanitizers need more than can be forbidden");
    return;
  }
  std::string words = "seq -f 'word%.0fة' 1 3000000";
  Result one_line =
      run("ulimit -v 1000000; " + words + " | tr '\\n' ' ' | arnorm diff a.toml b.toml | tail -2");
  BOOST_TEST(contains(one_line.out, " 3000000 times, in 1 of 1 line\n"), one_line.out);
  BOOST_TEST(contains(one_line.out, " are not listed: there are too many different ones\n"));
  BOOST_TEST(one_line.err == "");
  Result long_word = run("ulimit -v 1000000; head -c 300000000 /dev/zero | tr '\\0' x | "
                         "arnorm diff a.toml b.toml");
  BOOST_TEST(long_word.out == "no difference in 1 line\n");
  BOOST_TEST(long_word.err == "");
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_it_quietly) {
  Result result = run("seq -f 'word%.0fة' 1 100000 | arnorm diff a.toml b.toml | head -1");
  BOOST_TEST(result.out == "A: a.toml\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(color_is_for_terminals_or_on_request) {
  BOOST_TEST(contains(run("arnorm diff --color always a.toml b.toml text").out,
                      "A  مدين\033[31m[t]\033[0m\n"));
  BOOST_TEST(!contains(run("arnorm diff --color auto a.toml b.toml text").out, "\033"));
  write("bad.toml", set("bad", "  { from = \"a\" },\n"));
  BOOST_TEST(contains(run("arnorm check --color always bad.toml").out, "\033["));
  BOOST_TEST(!contains(run("arnorm check --color never bad.toml").out, "\033["));
  BOOST_TEST(run("arnorm diff --color red a.toml b.toml").status == 2);
  if (run("command -v script").status == 0) {
    good("script -qc 'arnorm diff --color never a.toml b.toml text' log > /dev/null < /dev/null");
    BOOST_TEST(contains(read("log"), "A  \u2068مدين[t]\u2069"));
  }
}

BOOST_AUTO_TEST_CASE(controls_do_not_reach_the_terminal) {
  Result result = run("printf 'x\\033[31mة\\n' | arnorm diff a.toml b.toml");
  BOOST_TEST(!contains(result.out, "\033"));
}

BOOST_AUTO_TEST_CASE(show_parent_lists_what_was_changed) {
  write("mine.toml", R"(format = 1
name = "mine"
extends = "./a.toml"
override = [
  { from = "ة", to = "T" },
  { from = "x", to = "y", add = true },
]
[[stage]]
table = [ { from = "tt", to = "t:" } ]
)");
  BOOST_TEST(good("arnorm show --parent mine.toml") ==
             "mine extends a\nfile: a.toml\n"
             "\n 1. table\n"
             "   replaced\n"
             "     - { from = \"ة\", to = \"t\" }  (a.toml:5)\n"
             "     + { from = \"ة\", to = \"T\" }  (mine.toml:5)\n"
             "   added\n"
             "     + { from = \"x\", to = \"y\", add = true }  (mine.toml:6)\n"
             "\n 2. table, an added stage\n"
             "     + { from = \"tt\", to = \"t:\" }  (mine.toml:9)\n");
}

BOOST_AUTO_TEST_CASE(show_parent_lists_deleted_rows) {
  write("less.toml", "format = 1\nname = \"less\"\nextends = \"./a.toml\"\n"
                     "override = [ { from = \"ة\", drop = true } ]\n[[stage]]\nform = \"NFC\"\n");
  std::string text = good("arnorm show --parent less.toml");
  BOOST_TEST(contains(text, "   deleted\n     - { from = \"ة\", to = \"t\" }  (a.toml:5)\n"), text);
  BOOST_TEST(contains(text, "\n 2. Unicode normalization form NFC, an added stage\n"), text);
  BOOST_TEST(good("arnorm show --parent nfc buckwalter-safe")
                 .starts_with("nfc extends no other set\n\nbuckwalter-safe extends buckwalter: "));
  BOOST_TEST(run("arnorm show --parent --html nfc").status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
