#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

namespace {

const char *const broken = R"(format = 1
name = "broken"
[[stage]]
table = [ { from = "بَ", to = "a", wrong = 1 } ]
)";

const std::string escape = "\x1B[";
const std::string isolate = "\u2067"; // RIGHT-TO-LEFT ISOLATE

bool isolates(const std::string &text) {
  return contains(text, "\u2066") || contains(text, isolate) || contains(text, "\u2068");
}

} // namespace

struct Terminal : Shell {
  // The output and the messages of a command on a terminal.
  std::string on_terminal(const std::string &command) const {
    return run("script -qec '" + command + "' /dev/null < /dev/null").out;
  }
  bool has_terminal() const {
    bool has = contains(on_terminal("test -t 1 && echo yes"), "yes");
    if (!has) {
      BOOST_TEST_MESSAGE("skipped: script(1) gives no terminal here");
    }
    return has;
  }
};

BOOST_FIXTURE_TEST_SUITE(console, Terminal)

BOOST_AUTO_TEST_CASE(data_on_one_output_and_the_rest_on_the_other) {
  write("broken.toml", broken);
  write("in", "ب\n\xFF\n");
  BOOST_TEST(run("arnorm buckwalter in 2>/dev/null").out == "b\n\xFF\n");
  BOOST_TEST(run("arnorm buckwalter in > /dev/null").err != "");
  for (const char *command : {"arnorm nosuch in", "arnorm ./broken.toml in", "arnorm show nosuch",
                              "arnorm export --icu nosuch", "arnorm explain AR9999",
                              "arnorm --nosuch", "arnorm nfc missing"}) {
    Result result = run(command);
    BOOST_TEST(result.out == "", command);
    BOOST_TEST(result.err != "", command);
    BOOST_TEST(result.status == 2, command);
  }
}

// File names, headers and rule files may contain control sequences. A terminal must not receive
// them.
BOOST_AUTO_TEST_CASE(nothing_that_is_read_tells_a_terminal_what_to_do) {
  write("evil.toml",
        "format = 1\nname = \"evil\"\ntitle = \"a\\u001b]0;t\\u0007\\u202E\\u009B1m\"\n"
        "source = \"s\\u001b[2J\\u007F\"\n[[stage]]\n"
        "table = [ { from = \"a\", to = \"b\", note = \"n\\u001b[1m\\rx\" } ]\n"
        "[[stage]]\nicu = \"a > b; # \\u001b[5m\"\n");
  write("\x1B[31mtext\u202E\nnext", "x\xFF\n");
  write("table", "a\x1B[2J\u009B,b\nx,y\n");
  good("mkdir \"$(printf 'in\\033[1m')\"; touch \"$(printf 'in\\033[1m')/a\"; mkdir rules; cp "
       "evil.toml "
       "rules");
  for (const char *command : {"arnorm nfc $'\\e[31mtext\\u202e\\nnext' > /dev/null",
                              "arnorm nfc $'no\\e[1msuch'",
                              "arnorm --csv c nfc table",
                              "arnorm --csv $'\\e[1m' nfc table",
                              "arnorm nfc $'no\\esuch' -o $'o\\e[1m'",
                              "arnorm nfc $'in\\e[1m'",
                              "arnorm -i nfc $'in\\e[1m/a' $'./in\\e[1m/a'",
                              "arnorm $'\\e[1m'",
                              "arnorm $'--\\e[1m'",
                              "arnorm nfc -j $'\\e[1m'",
                              "arnorm show ./evil.toml",
                              "arnorm show $'\\e[1m'",
                              "arnorm show --html ./evil.toml",
                              "arnorm list -I rules",
                              "arnorm explain $'\\e[1m'",
                              "arnorm list --engines ./evil.toml",
                              "arnorm check ./evil.toml",
                              "arnorm --stats ./evil.toml < table > /dev/null",
                              "arnorm --jsonl $'\\e[1m..' nfc",
                              "arnorm --protect $'\\e[1m' nfc",
                              "arnorm --unmapped keep $'./evil.toml'",
                              "arnorm export $'\\e[1m'"}) {
    Result result = run(command);
    for (const std::string &shown : {result.out, result.err}) {
      BOOST_TEST(shown.find_first_of("\x1B\x07\x7F\r") == shown.npos, command);
      BOOST_TEST(!contains(shown, "\u202E"), command);
      BOOST_TEST(!contains(shown, "\u009B"), command);
    }
    BOOST_TEST((result.out + result.err) != "", command);
  }
  BOOST_TEST(run("arnorm nfc $'a\\nb'").err ==
             "arnorm: cannot read a\uFFFDb: No such file or directory\n");
}

// The findings of `check` and `test` are their result, so they go to standard output.
BOOST_AUTO_TEST_CASE(findings_are_data) {
  write("broken.toml", broken);
  for (const char *command : {"arnorm check ./broken.toml", "arnorm test ./broken.toml"}) {
    Result result = run(command);
    BOOST_TEST(contains(result.out, "broken.toml:4:"), command);
    BOOST_TEST(result.err == "", command);
    BOOST_TEST(result.status == 1, command);
  }
}

BOOST_AUTO_TEST_CASE(pipes_get_no_colors_and_no_isolates) {
  write("broken.toml", broken);
  for (const char *command : {"arnorm check ./broken.toml", "echo x | arnorm ./broken.toml 2>&1"}) {
    std::string text = run(command).out;
    BOOST_TEST(contains(text, "بَ"));
    BOOST_TEST(!contains(text, escape));
    BOOST_TEST(!isolates(text));
  }
}

BOOST_AUTO_TEST_CASE(terminals_get_colors_and_isolates) {
  if (!has_terminal()) {
    return;
  }
  write("broken.toml", broken);
  for (const char *command : {"arnorm check ./broken.toml", "echo x | arnorm ./broken.toml"}) {
    std::string text = on_terminal(command);
    BOOST_TEST(contains(text, escape), command);
    BOOST_TEST(isolates(text), command);
  }
}

BOOST_AUTO_TEST_CASE(no_color_takes_the_colors_away) {
  if (!has_terminal()) {
    return;
  }
  write("broken.toml", broken);
  std::string text = on_terminal("NO_COLOR=1 arnorm check ./broken.toml");
  BOOST_TEST(!contains(text, escape));
  BOOST_TEST(isolates(text));
  BOOST_TEST(contains(on_terminal("NO_COLOR= arnorm check ./broken.toml"), escape));
}

// Color is decided separately for each output.
BOOST_AUTO_TEST_CASE(a_redirected_output_has_no_colors) {
  if (!has_terminal()) {
    return;
  }
  write("broken.toml", broken);
  on_terminal("arnorm check ./broken.toml > found");
  BOOST_TEST(contains(read("found"), "error[AR"));
  BOOST_TEST(!contains(read("found"), escape));
  on_terminal("arnorm ./broken.toml 2> said");
  BOOST_TEST(contains(read("said"), "error[AR"));
  BOOST_TEST(!contains(read("said"), escape));
}

BOOST_AUTO_TEST_CASE(the_list_has_a_header_on_a_terminal) {
  if (!has_terminal()) {
    return;
  }
  std::string text = on_terminal("arnorm list");
  BOOST_TEST(contains(text, "NAME"));
  BOOST_TEST(contains(text, "REVERSIBLE"));
  BOOST_TEST(contains(text, "buckwalter"));
  BOOST_TEST(!contains(text, "\t"));
}

BOOST_AUTO_TEST_SUITE_END()
