// `arnorm test` with --coverage and --accept.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"
#include "tool/commands/accept_results.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(test_rules, Shell)

namespace {

const char *const partly = R"(format = 1
name = "partly"
[[stage]]
table = [
  { from = "ب", to = "b" },
  { letters = "تث", to = "tT" },
  { from = "ڤ", to = "v", untested = "no example" },
]
[[test]]
from = "بت"
to = "bt"
)";

// Comments, quotes of all kinds, and a long string.
const char *const wrong = R"(# mine
format = 1
name = "wrong"
[[stage]]
table = [ { from = "a", to = '\u064E' }, { from = "b", to = "'" } ] # rows

[[test]]   # first
from = "xx"  # not changed
to   =   'yy'   # what comes out
[[test]]
from = "xa"
to = 'x'
[[test]]
from = "xb"
to = ''
[[test]]
from = "a"
to = """
several
lines"""
note = "the last"
)";

} // namespace

BOOST_AUTO_TEST_CASE(coverage_lists_what_no_test_fires) {
  write("partly.toml", partly);
  BOOST_TEST(good("arnorm test --coverage partly.toml") ==
             "partly: 1 passed, 0 failed, 0 expected failures\n"
             "partly: its tests fire 2 of 4 rows; 1 says why not\n"
             "partly.toml:6: ث (U+062B THEH) of { letters = \"تث\", to = \"tT\" }\n");
  BOOST_TEST(contains(good("arnorm test --coverage nfc"), "\nnfc: no rows of its own\n"));
  BOOST_TEST(run("arnorm test --coverage partly.toml").status == 0);
  BOOST_TEST(run("arnorm test --coverage --strict partly.toml").status == 1);
  BOOST_TEST(run("arnorm test --coverage --strict buckwalter").status == 0);
}

BOOST_AUTO_TEST_CASE(coverage_is_a_tracefile) {
  write("partly.toml", partly);
  BOOST_TEST(good("arnorm test --coverage --lcov partly.toml") ==
             "TN:partly\nSF:" + path("partly.toml") +
                 "\nDA:5,1\nBRDA:6,0,0,1\nBRDA:6,0,1,0\nDA:6,1\n"
                 "BRF:2\nBRH:1\nLF:2\nLH:2\nend_of_record\n");
  write("wrong.toml", wrong);
  Result result = run("arnorm test --coverage --lcov wrong.toml");
  BOOST_TEST(result.out.starts_with("TN:wrong\n"));
  BOOST_TEST(contains(result.err, "error[AR0301]"));
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(coverage_is_json) {
  write("partly.toml", partly);
  BOOST_TEST(
      good("arnorm test --json partly.toml") ==
      R"({"name": "partly", "passed": 1, "failed": 0, "expected_failures": 0, "diagnostics": []})"
      "\n");
  std::string text = good("arnorm test --coverage --json partly.toml");
  BOOST_TEST(contains(text, R"({"file": "partly.toml", "line": 6, "column": 17, "text": "ث", )"
                            R"("hits": 0})"));
  BOOST_TEST(contains(text, R"("hits": 0, "untested": "no example"}])"));
  Result result = run("arnorm test --json nosuch partly.toml");
  BOOST_TEST(lines(result.out) == 2u);
  BOOST_TEST(contains(result.out, R"({"name": "nosuch", "passed": 0)"));
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(options_that_exclude_each_other) {
  write("partly.toml", partly);
  for (const char *options :
       {"--lcov", "--strict", "--coverage --lcov --json", "--accept --json"}) {
    Result result = run(std::string("arnorm test ") + options + " partly.toml");
    BOOST_TEST(result.out == "", options);
    BOOST_TEST(result.status == 2, options);
  }
}

BOOST_AUTO_TEST_CASE(accept_changes_results_and_nothing_else) {
  write("wrong.toml", wrong);
  BOOST_TEST(good("arnorm test --accept wrong.toml") ==
             "wrong: accepted 4 results\nwrong: 4 passed, 0 failed, 0 expected failures\n");
  std::string expected = wrong;
  auto change = [&](std::string_view from, std::string_view to) {
    expected.replace(expected.find(from), from.size(), to);
  };
  change("'yy'", "'xx'");
  change("'x'", "'xَ'");
  change("''", "\"x'\"");
  change("\"\"\"\nseveral\nlines\"\"\"", "\"\\u064E\"");
  BOOST_TEST(read("wrong.toml") == expected);
  BOOST_TEST(files() == "wrong.toml\n");
  BOOST_TEST(good("arnorm test --accept wrong.toml") ==
             "wrong: 4 passed, 0 failed, 0 expected failures\n");
}

BOOST_AUTO_TEST_CASE(accept_keeps_line_ends_marks_and_modes) {
  write("crlf.toml", "\xEF\xBB\xBF"
                     "format = 1\r\nname = \"crlf\"\r\n[[stage]]\r\nform = \"NFC\"\r\n"
                     "[[test]]\r\nfrom = \"a\"\r\nto = \"b\"\r\n# the end");
  good("chmod 640 crlf.toml; ln -s crlf.toml link.toml");
  good("sed 's/\"b\"/\"a\"/' crlf.toml > wanted");
  good("arnorm test --accept crlf.toml");
  BOOST_TEST(read("crlf.toml") == read("wanted"));
  BOOST_TEST(good("stat -c %a crlf.toml") == "640\n");
}

BOOST_AUTO_TEST_CASE(accept_leaves_what_it_cannot_mend) {
  std::string both =
      "format = 1\nname = \"both\"\n[[stage]]\ntable = [ { from = \"a\", to = \"x\" }, "
      "{ from = \"b\", to = \"x\" } ]\n"
      "[[test]]\nfrom = \"b\"\nto = \"x\"\ndirection = \"both\"\n"
      "[[test]]\nfrom = \"a\"\nto = \"x\"\nfails = \"not so\"\n";
  write("both.toml", both);
  Result result = run("arnorm test --accept both.toml");
  BOOST_TEST(read("both.toml") == both);
  BOOST_TEST(contains(result.out, "both: 1 passed, 2 failed"));
  BOOST_TEST(result.status == 1);
  result = run("arnorm test --accept nosuch buckwalter");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(contains(result.out, "buckwalter: 52 passed"));
}

BOOST_AUTO_TEST_CASE(accept_writes_a_file_whole_or_not_at_all) {
  write("wrong.toml", wrong);
  good("mkdir folder; mv wrong.toml folder; chmod 555 folder");
  if (run("test -w folder").status == 0) { // root may write anywhere
    Result full = run("ulimit -f 0; arnorm test --accept folder/wrong.toml");
    BOOST_TEST(full.status == 2);
  } else {
    BOOST_TEST(run("arnorm test --accept folder/wrong.toml").status == 2);
  }
  good("chmod 755 folder");
  BOOST_TEST(read("folder/wrong.toml") == wrong);
  BOOST_TEST(good("ls -A folder") == "wrong.toml\n");
  Result pipe = run("cat folder/wrong.toml | arnorm test --accept /dev/stdin");
  BOOST_TEST(pipe.status == 2);
}

// Each line of the log is a run. The command ends when the reader of its output does.
BOOST_AUTO_TEST_CASE(watch_runs_again_when_a_file_changes) {
  write("words.tsv", "a\tb\n");
  write("used.toml", "format = 1\nname = \"used\"\n[[stage]]\nwords = \"words.tsv\"\n");
  write("mine.toml", "format = 1\nname = \"mine\"\n[[stage]]\nuse = \"./used.toml\"\n"
                     "[[test]]\nfrom = \"a\"\nto = \"b\"\n");
  write("watch.sh", R"sh(
wait_for() {
  n=0
  while test "$(grep -c "$1" log)" -lt "$2" && test $n -lt 300; do sleep 0.1; n=$((n + 1)); done
}
touch log
arnorm test --watch mine.toml > log 2> changes & watching=$!
wait_for '1 passed' 1
sed -i 's/to = "b"/to = "c"/' mine.toml
wait_for '0 passed' 1
printf 'a\tc\n' > words.tsv
wait_for '1 passed' 2
echo 'broken' >> used.toml
wait_for 'error' 2
rm used.toml; sleep 0.5
printf 'format = 1\nname = "used"\n[[stage]]\nform = "NFC"\n' > used.toml
wait_for '0 passed' 2
kill $watching; wait $watching 2> /dev/null
grep -c passed log
sed 's/.*: //' changes
)sh");
  BOOST_TEST(good("sh watch.sh") == "4\nmine.toml has changed\n./words.tsv has changed\n"
                                    "used.toml has changed\nused.toml has changed\n");
}

BOOST_AUTO_TEST_CASE(watch_ends_with_the_reader) {
  write("partly.toml", partly);
  Result result = run("arnorm test --watch partly.toml | head -1");
  BOOST_TEST(result.out == "partly: 1 passed, 0 failed, 0 expected failures\n");
  BOOST_TEST(result.err == "");
  result = run("arnorm test --watch nfc");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(contains(result.err, "--watch needs rule sets in files"));
}

BOOST_AUTO_TEST_CASE(strings_are_toml) {
  using arnorm::tool::toml_string;
  BOOST_TEST(toml_string("a\\b", "'x'") == "'a\\b'");
  BOOST_TEST(toml_string("a\\b\"", "\"x\"") == "\"a\\\\b\\\"\"");
  BOOST_TEST(toml_string("it's", "'x'") == "\"it's\"");
  BOOST_TEST(toml_string("\u064Eب\u064E\u0651 \u064F", "'x'") ==
             "\"\\u064Eب\u064E\u0651 \\u064F\"");
  BOOST_TEST(toml_string("a\u200Cb\t\U000E0001", "'x'") == "\"a\\u200Cb\\t\\U000E0001\"");
  BOOST_TEST(toml_string("", "'x'") == "''");
}

BOOST_AUTO_TEST_SUITE_END()
