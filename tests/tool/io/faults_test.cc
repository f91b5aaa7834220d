// The filter when its system calls fail, are interrupted, or do a part of what they were asked for,
// and when its memory runs out. Each call of a run is counted, and then made to fail in turn.
// Always:
//
// - Exit status 0 means that all of the right output is there. Otherwise a message says what
// failed.
// - What is on standard output is a prefix of the right output.
// - A file that is written is the old one or the whole new one, and no other file is left.
// - An interruption and a short count change nothing.
#include <boost/test/unit_test.hpp>

#include <set>

#include "support/fault_runs.h"
#include "support/preload.h"
#include "support/sanitizer.h"

using namespace arnorm::test;

namespace {

std::string lines_of(const std::string &word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += word + ' ' + std::to_string(i) + '\n';
  }
  return text;
}

const std::string small = lines_of("\uFEFB \uFEF9", 40); // `clean` writes other letters
const std::string other = lines_of("\uFEFB b", 30);
const std::string large = lines_of("\uFEFB \uFEF9 \uFEFB", 40'000); // several blocks

const std::vector<Scenario> small_scenarios{
    {"cat in | @ clean", {{"in", small}}},
    {"@ clean in", {{"in", small}}},
    {"@ clean in - other < last", {{"in", small}, {"other", other}, {"last", "x\n"}}, true},
    {"@ clean in -o out", {{"in", small}}},
    {"@ clean in -o out", {{"in", small}, {"out", other}}},
    {"ln -s out link; @ clean in -o link", {{"in", small}, {"out", other}}},
    {"@ clean -o folder/ in other", {{"in", small}, {"other", other}}},
    {"@ -i clean in", {{"in", small}}},
    {"@ -i --backup .old clean in", {{"in", small}}},
    {"@ -i --backup .old clean in", {{"in", small}, {"in.old", other}}},
    {"@ -i clean in other", {{"in", small}, {"other", other}}},
    {"mkdir tree; cp in tree/in; cp other tree/other; @ --recursive clean tree",
     {{"in", small}, {"other", other}},
     true},
    {"mkdir -p tree/b; cp in tree/in; cp other tree/b/other; @ --recursive clean tree -o out/",
     {{"in", small}, {"other", other}}},
    {"@ --jsonl a clean < in", {{"in", "{\"a\": \"\uFEFB\"}\n{\"a\": \"b\"}\n"}}},
    {"@ --csv 2 clean in", {{"in", "a,b\n\uFEFB,\uFEFB\n"}}},
    {"@ ./mine.toml in",
     {{"in", "ab\n"},
      {"mine.toml", "format = 1\nname = \"mine\"\n[[stage]]\nwords = \"words.tsv\"\n"},
      {"words.tsv", "ab\tc\n"}}},
};
const std::vector<Scenario> large_scenarios{
    {"@ -j 3 clean in", {{"in", large}}},
    {"cat in | @ -j 3 clean", {{"in", large}}},
    {"@ -j 3 clean in -o out", {{"in", large}, {"out", other}}},
    {"@ -j 3 -i clean in", {{"in", large}}},
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(faults, Faults)

BOOST_AUTO_TEST_CASE(a_call_that_fails_loses_nothing_and_is_reported) {
  if (!possible()) {
    return;
  }
  std::size_t runs = 0;
  for (const Scenario &scenario : small_scenarios) {
    runs += fail_each(*this, scenario);
  }
  BOOST_TEST_MESSAGE(runs << " runs");
  BOOST_TEST(runs > 300 / share_of_runs);
}

BOOST_AUTO_TEST_CASE(the_same_with_several_threads) {
  if (!possible()) {
    return;
  }
  std::size_t runs = 0;
  for (const Scenario &scenario : large_scenarios) {
    runs += fail_each(*this, scenario, 3 * share_of_runs);
  }
  BOOST_TEST_MESSAGE(runs << " runs");
  BOOST_TEST(runs > 40 / share_of_runs);
}

BOOST_AUTO_TEST_CASE(interruptions_and_short_counts_change_nothing) {
  if (!possible()) {
    return;
  }
  for (const Scenario &scenario : small_scenarios) {
    interrupt_and_shorten(*this, scenario, 1);
  }
  for (const Scenario &scenario : large_scenarios) {
    interrupt_and_shorten(*this, scenario, 5001);
  }
}

// What must not be overwritten is not, even where it cannot be examined.
BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_examined_is_not_overwritten) {
  if (!possible()) {
    return;
  }
  for (const char *command : {"@ -i --backup .old clean in in.old", "@ clean -o . in in.old",
                              "ln in other; @ -i -r buckwalter in other"}) {
    const Scenario scenario{command, {{"in", "bb\n"}, {"in.old", "x\n"}}};
    const State whole = run_with(scenario, "");
    BOOST_TEST(whole.result.status == 2);
    const long count = count_calls(scenario)["stat"];
    BOOST_TEST(count > 5);
    for (long number = 1; number <= count; ++number) {
      const std::string fault = "stat:" + std::to_string(number) + ":EIO";
      const State got = run_with_fault(scenario, fault);
      BOOST_TEST(got.result.status == 2, command << ' ' << fault);
      check_whole(scenario, whole, got, std::string(command) + ' ' + fault);
    }
  }
}

// What the C library calls within itself is not seen. What arnorm calls is.
BOOST_AUTO_TEST_CASE(no_system_call_of_the_command_is_forgotten) {
  if (!possible() || has_address_sanitizer || // which makes other calls
      run("command -v nm && test -e /usr/include/asm-generic/unistd.h").status != 0) {
    return;
  }
  const std::string all = good("grep -rhoE '__NR(3264)?_\\w+' /usr/include/*/asm/unistd_64.h "
                               "/usr/include/asm-generic/unistd.h"
                               " | sed -E 's/__NR(3264)?_//; s/64$//' | sort -u > all");
  good("for file in $(command -v arnorm) $(ldd $(command -v arnorm) | sed -n 's/.*=> "
       "\\(.*libarnorm[^ "
       "]*\\) .*/\\1/p'); do nm -D --undefined-only $file; done |"
       " sed -E 's/.* U ([a-z_0-9]+)(@.*)?$/\\1/; s/64$//' | sort -u > used");
  good("nm -D --defined-only " + fault_calls_module() +
       " | sed -E 's/.* T //; s/64$//' | sort -u > interposed");
  // Those of `known` cannot fail, or only ask how wide the terminal is.
  write("known", "ioctl\numask\n");
  BOOST_TEST(good("comm -12 all used | comm -23 - interposed | comm -23 - known") == "");
  BOOST_TEST(contains(good("comm -12 all used"), "fsync\n"));
}

// Some file systems do not tell what an entry of a folder is, and the file itself is asked.
BOOST_AUTO_TEST_CASE(an_entry_that_cannot_be_examined_is_reported) {
  if (!possible()) {
    return;
  }
  const Scenario scenario{"mkdir -p tree/b; cp in tree/1; cp in tree/b/2; @ --recursive clean tree",
                          {{"in", "\uFEFB\n"}},
                          true};
  const State whole = run_with(scenario, "");
  const std::string unknown = "readdir:all:unknown";
  check_unchanged(scenario, whole, run_with_fault(scenario, unknown), unknown);
  std::size_t reported = 0;
  for (const std::string call : {"stat", "lstat"}) {
    for (int number = 1; number <= 20; ++number) {
      const std::string fault = unknown + "," + call + ":" + std::to_string(number) + ":EIO";
      const State got = run_with_fault(scenario, fault);
      check_failure(scenario, whole, got, fault, "EIO");
      reported += contains(got.result.err, "cannot read tree/") ? 1 : 0;
    }
  }
  BOOST_TEST(reported >= 6); // either call for each of the two files and the folder
}

// What cannot be examined could be a file that would be written, so that nothing is.
BOOST_AUTO_TEST_CASE(nothing_is_written_where_an_entry_cannot_be_examined) {
  if (!possible()) {
    return;
  }
  const Scenario scenario{
      "mkdir tree; cp in tree/1; cp in tree/2; @ --recursive clean tree -o out/",
      {{"in", "\uFEFB\n"}}};
  std::size_t reported = 0;
  for (const std::string call : {"stat", "lstat"}) {
    for (int number = 1; number <= 20; ++number) {
      const State got = run_with_fault(scenario, "readdir:all:unknown," + call + ":" +
                                                     std::to_string(number) + ":EIO");
      if (contains(got.result.err, "cannot read tree")) {
        ++reported;
        BOOST_TEST(got.result.status == 2);
        BOOST_TEST(got.files.size() == 3, got.result.err); // none in out/
      }
    }
  }
  BOOST_TEST(reported >= 5); // the folder, and either call for each file
}

// Memory.

BOOST_AUTO_TEST_CASE(memory_that_runs_out_in_a_thread_loses_nothing_and_is_reported) {
  if (with_fault("").empty()) {
    BOOST_TEST_MESSAGE("skipped: nothing can be loaded into the command");
    return;
  }
  for (const Scenario &scenario : large_scenarios) {
    const State whole = run_with(scenario, "");
    std::size_t failed = 0;
    for (const char *fault : {"ARNORM_FAIL_ALLOCATION=", "ARNORM_FAIL_ONE_ALLOCATION="}) {
      for (double n = 40; n < 4000; n *= 1.4) {
        const std::string number = std::to_string(static_cast<long>(n));
        const State got = run_with(scenario, with_fault(fault + number));
        const std::string about = scenario.command + " with " + fault + number + got.result.err;
        check_whole(scenario, whole, got, about);
        if (got.result.status == 0) {
          BOOST_TEST(is_complete(whole, got), about);
        } else {
          BOOST_TEST(contains(got.result.err, "out of memory"), about);
          ++failed;
        }
      }
    }
    BOOST_TEST(failed > 5);
  }
}

// Files that others change at the same time.

// With several threads at the first read: at a later one, the others may have read the rest before.
BOOST_AUTO_TEST_CASE(a_file_that_shrinks_while_it_is_read) {
  if (!possible()) {
    return;
  }
  const std::vector<std::pair<std::string, int>> reads{
      {"@ -j 3 clean in", 1}, {"@ -j 3 clean in -o out", 1}, {"@ -j 3 -i clean in", 1},
      {"@ -j 1 clean in", 4}, {"@ -j 1 clean in -o out", 4}, {"@ -j 1 -i clean in", 4},
  };
  for (const auto &[command, read] : reads) {
    const Scenario scenario{command, {{"in", large}}};
    const State whole = run_with(scenario, "");
    const State got = run_with(
        scenario, with_fault_calls(*this, "ARNORM_FAULT=pread:" + std::to_string(read) +
                                              ":run ARNORM_FAULT_RUN='truncate -s 300000 in'"));
    BOOST_TEST(got.result.status == 2, command);
    BOOST_TEST(got.result.err.starts_with("arnorm: in was truncated while it was being read\n"),
               got.result.err);
    BOOST_TEST(whole.result.out.starts_with(got.result.out), command);
    BOOST_TEST(got.files.size() == 1, command);
    BOOST_TEST(got.files.at("in").size() == 300'000, command);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_vanishes_while_it_is_read) {
  if (!possible()) {
    return;
  }
  const std::string words =
      with_fault_calls(*this, "ARNORM_FAULT=pread:4:run ARNORM_FAULT_RUN='rm in'");
  const Scenario reading{"@ -j 3 clean in", {{"in", large}}};
  const State whole = run_with(reading, "");
  const State read = run_with(reading, words);
  BOOST_TEST(read.result.status == 0);
  check_same(read.result.out, whole.result.out);
  const State rewritten = run_with({"@ -i clean in", {{"in", large}}}, words);
  BOOST_TEST(rewritten.result.status == 2);
  BOOST_TEST(rewritten.result.err ==
             "arnorm: in changed while it was being read; it is left unchanged\n");
  BOOST_TEST(rewritten.files.empty());
}

// The name that is to be written has become a link to another file.
BOOST_AUTO_TEST_CASE(a_link_that_is_planted_is_replaced_and_not_followed) {
  if (!possible()) {
    return;
  }
  for (const char *call : {"mkostemp:1", "write:1", "fsync:1", "rename:1"}) {
    const State got =
        run_with({"@ clean in -o out", {{"in", small}, {"victim", "v\n"}, {"out", other}}},
                 with_fault_calls(*this, std::string("ARNORM_FAULT=") + call +
                                             ":run ARNORM_FAULT_RUN='ln -sf victim out'"));
    BOOST_TEST(got.files.at("victim") == "v\n", call);
    BOOST_TEST((got.result.status == 0) == got.files.contains("out"), call);
  }
}

// Only the owner can read what is not finished, and nobody can know its name in advance.
BOOST_AUTO_TEST_CASE(a_temporary_file_has_a_random_name_and_is_private) {
  if (!possible()) {
    return;
  }
  std::set<std::string> names;
  for (int i = 0; i < 3; ++i) {
    const Scenario scenario{"umask 0; chmod 666 in; @ -i clean in", {{"in", small}}};
    const std::string words = with_fault_calls(
        *this, "ARNORM_FAULT=fchmod:1:run ARNORM_FAULT_RUN='stat -c \"%A %n\" in.?* > seen'");
    const std::string seen = run_with(scenario, words).files["seen"];
    BOOST_TEST(seen.starts_with("-rw------- in."), seen);
    names.insert(seen);
  }
  BOOST_TEST(names.size() == 3);
}

BOOST_AUTO_TEST_SUITE_END()
