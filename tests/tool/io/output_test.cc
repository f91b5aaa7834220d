#include <boost/test/unit_test.hpp>

#include <optional>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(output, Shell)

namespace {

// A command prefix that runs a command as an unprivileged user. Nothing if this is not possible.
std::optional<std::string> unprivileged(const Shell &shell) {
  if (shell.run("test $(id -u) -ne 0").status == 0) {
    return "";
  }
  const std::string words = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
  bool works = shell.run("chmod 711 . && " + words + "arnorm --version").status == 0;
  return works ? std::optional(words) : std::nullopt;
}

} // namespace

BOOST_AUTO_TEST_CASE(writes_a_new_file) {
  write("in", "ب\n");
  BOOST_TEST(good("umask 027; arnorm -o out buckwalter in") == "");
  BOOST_TEST(read("out") == "b\n");
  BOOST_TEST(good("stat -c %a out") == "640\n");
  BOOST_TEST(good("arnorm buckwalter in --output=other") == "");
  BOOST_TEST(read("other") == "b\n");
  BOOST_TEST(files() == "in\nother\nout\n");
}

BOOST_AUTO_TEST_CASE(an_existing_file_keeps_its_mode) {
  write("in", "ب\n");
  write("out", "something longer than before\n");
  good("chmod 751 out; umask 077; arnorm -o out buckwalter in");
  BOOST_TEST(read("out") == "b\n");
  BOOST_TEST(good("stat -c %a out") == "751\n");
  BOOST_TEST(files() == "in\nout\n");
}

BOOST_AUTO_TEST_CASE(input_and_output_may_be_the_same_file) {
  std::string text;
  std::string wanted;
  for (int i = 0; i < 100'000; ++i) {
    text += "كتاب\n";
    wanted += "ktAb\n";
  }
  write("file", text);
  good("arnorm buckwalter file -o file");
  check_same(read("file"), wanted);
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_one) {
  write("folder/real", "old\n");
  good("ln -s folder/real link; echo ب | arnorm -o link buckwalter");
  BOOST_TEST(good("readlink link") == "folder/real\n");
  BOOST_TEST(read("folder/real") == "b\n");
  BOOST_TEST(good("ls -A folder") == "real\n");
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_to_a_file_that_is_not_there_makes_it) {
  good("mkdir folder; ln -s folder/real one; ln -s ./one link; echo ب | arnorm -o link buckwalter");
  BOOST_TEST(good("readlink link one") == "./one\nfolder/real\n");
  BOOST_TEST(read("folder/real") == "b\n");
  good("ln -s circle circle");
  Result result = run("echo ب | arnorm -o circle buckwalter");
  BOOST_TEST(result.err == "arnorm: cannot write to circle: Too many levels of symbolic links\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(the_name_may_be_as_long_as_names_may_be) {
  for (const std::string &name : {std::string(255, 'x'), std::string(249, 'x'),
                                  std::string(1, 'x') + std::string(127, '\0')}) {
    std::string file = name;
    for (std::size_t at = 0; (at = file.find('\0')) != file.npos;) {
      file.replace(at, 1, "ب");
    }
    good("echo ب | arnorm buckwalter -o " + file);
    BOOST_TEST(read(file) == "b\n");
    write(file, "ت\n");
    good("arnorm -i buckwalter " + file);
    BOOST_TEST(read(file) == "t\n");
    BOOST_TEST(good("rm " + file + "; ls -A") == "");
  }
}

// An open descriptor is written from its current position.
BOOST_AUTO_TEST_CASE(an_open_file_is_written_to_as_it_stands) {
  for (const char *name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
    const std::string words = std::string("arnorm buckwalter -o ") + name;
    good("(echo one; echo ب | " + words + "; echo two) > out");
    BOOST_TEST(read("out") == "one\nb\ntwo\n", name);
    good("echo one > out; echo ب | " + words + " >> out");
    BOOST_TEST(read("out") == "one\nb\n", name);
  }
  good("echo one > out; (echo ب | arnorm buckwalter -o /dev/fd/7) 7>> out");
  BOOST_TEST(good("cat out; ls -A") == "one\nb\nout\n");
}

// Another program has set the pipe to non-blocking mode.
BOOST_AUTO_TEST_CASE(a_pipe_that_does_not_wait_is_waited_for) {
  if (run("command -v python3").status != 0) {
    BOOST_TEST_MESSAGE("skipped: no python3 here");
    return;
  }
  write("no_wait.py", "import os, sys\nos.set_blocking(int(sys.argv[1]), False)\n"
                      "os.execvp(sys.argv[2], sys.argv[2:])\n");
  good("yes كتاب | head -n 200000 > text");
  BOOST_TEST(good("python3 no_wait.py 1 arnorm buckwalter text | (sleep 0.3; wc -lc)") ==
             " 200000 1000000\n");
  BOOST_TEST(
      good("(echo ب; sleep 0.3; cat text) | python3 no_wait.py 0 arnorm buckwalter | wc -l") ==
      "200001\n");
}

BOOST_AUTO_TEST_CASE(the_name_may_hold_anything) {
  for (const char *name : {"a b", "[a,b]", "كتاب", "-r", "XXXXXX", "$x\n"}) {
    good(std::string("echo ب | arnorm buckwalter -o './") + name + "'");
    BOOST_TEST(read(name) == "b\n");
  }
}

BOOST_AUTO_TEST_CASE(devices_and_pipes_are_written_to_as_they_are) {
  BOOST_TEST(good("echo ب | arnorm -o /dev/null buckwalter") == "");
  BOOST_TEST(good("test -c /dev/null") == "");
  BOOST_TEST(good("echo ب | arnorm -o /dev/stdout buckwalter") == "b\n");
  BOOST_TEST(good("mkfifo pipe; (echo ب | arnorm -o pipe buckwalter) & cat pipe") == "b\n");
  BOOST_TEST(good("test -p pipe") == "");
}

// No partial output; existing files are kept.

BOOST_AUTO_TEST_CASE(malformed_input_leaves_no_output) {
  write("in", "ب\n\xFF\n");
  write("old", "old\n");
  for (const char *output : {"new", "old"}) {
    Result result = run(std::string("arnorm buckwalter --invalid error in -o ") + output);
    BOOST_TEST(contains(result.err, "malformed UTF-8 in line 2"));
    BOOST_TEST(contains(result.err, std::string("nothing was written to ") + output));
    BOOST_TEST(result.status == 1);
  }
  BOOST_TEST(read("old") == "old\n");
  BOOST_TEST(files() == "in\nold\n");
}

BOOST_AUTO_TEST_CASE(missing_input_leaves_no_output) {
  write("in", "ب\n");
  write("old", "old\n");
  for (const char *input : {"missing", "in missing in", "."}) {
    for (const char *output : {"new", "old"}) {
      Result result = run(std::string("arnorm buckwalter ") + input + " -o " + output);
      BOOST_TEST(contains(result.err, "arnorm: cannot read "));
      BOOST_TEST(contains(result.err, std::string("nothing was written to ") + output));
      BOOST_TEST(result.status == 2);
    }
  }
  BOOST_TEST(read("old") == "old\n");
  BOOST_TEST(files() == "in\nold\n");
}

BOOST_AUTO_TEST_CASE(a_missing_file_does_not_hold_up_a_pipe) {
  write("in", "ب\n");
  Result result = run("arnorm buckwalter -o /dev/stdout in missing in");
  BOOST_TEST(result.out == "b\nb\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(an_unusable_chain_leaves_no_output) {
  write("old", "old\n");
  BOOST_TEST(run("echo x | arnorm nosuch -o new").status == 2);
  BOOST_TEST(run("echo x | arnorm nosuch -o old").status == 2);
  BOOST_TEST(read("old") == "old\n");
  BOOST_TEST(files() == "old\n");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there) {
  Result result = run("echo ب | arnorm buckwalter -o nosuch/out");
  BOOST_TEST(result.err == "arnorm: cannot write to nosuch/out: No such file or directory\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(a_hyphen_is_standard_output) {
  BOOST_TEST(good("echo ب | arnorm buckwalter -o -; ls") == "b\n");
}

BOOST_AUTO_TEST_CASE(a_folder_instead_of_a_file) {
  Result result = run("mkdir folder; echo ب | arnorm buckwalter -o folder");
  BOOST_TEST(
      result.err ==
      "arnorm: standard input cannot be written to a directory, because it has no file name\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(a_folder_that_may_not_be_written) {
  std::optional<std::string> words = unprivileged(*this);
  if (!words) {
    BOOST_TEST_MESSAGE("skipped: this user may write everywhere");
    return;
  }
  good("mkdir closed; echo old > closed/out; chmod 555 closed");
  for (const char *output : {"closed/new", "closed/out"}) {
    Result result = run("echo ب | " + *words + "arnorm buckwalter -o " + output);
    BOOST_TEST(result.err ==
               std::string("arnorm: cannot write to ") + output + ": Permission denied\n");
    BOOST_TEST(result.status == 2);
  }
  BOOST_TEST(read("closed/out") == "old\n");
  good("chmod 755 closed");
}

BOOST_AUTO_TEST_CASE(a_full_disk) {
  for (const char *command :
       {"echo ب | arnorm buckwalter > /dev/full", "echo ب | arnorm buckwalter -o /dev/full",
        "yes ب | head -200000 | arnorm buckwalter > /dev/full", "arnorm list > /dev/full",
        "arnorm show nfc > /dev/full", "arnorm check nfc > /dev/full",
        "arnorm test nfc > /dev/full", "arnorm export --icu nfc > /dev/full",
        "arnorm explain AR0203 > /dev/full", "arnorm --help > /dev/full",
        "arnorm --version > /dev/full", "arnorm list --help > /dev/full"}) {
    Result result = run(command);
    BOOST_TEST(contains(result.err, "arnorm: cannot write to "), command);
    BOOST_TEST(contains(result.err, ": No space left on device\n"), command);
    BOOST_TEST(lines(result.err) == 1, command << ": " << result.err);
    BOOST_TEST(result.status == 2, command);
  }
}

// A limit on the size of files simulates a disk that becomes full.
BOOST_AUTO_TEST_CASE(a_disk_that_fills_up_leaves_no_output) {
  write("old", "old\n");
  for (const char *output : {"new", "old"}) {
    Result result =
        run(std::string("yes ب | head -500000 | (ulimit -f 100; arnorm nfc -o ") + output + ")");
    BOOST_TEST(contains(result.err,
                        std::string("arnorm: cannot write to ") + output + ": File too large\n"));
    BOOST_TEST(result.status == 2);
  }
  BOOST_TEST(read("old") == "old\n");
  BOOST_TEST(files() == "old\n");
}

BOOST_AUTO_TEST_CASE(a_signal_leaves_no_output) {
  for (const char *signal : {"TERM", "HUP", "INT"}) {
    // timeout is used because commands that a shell starts in the background ignore SIGINT.
    Result result = run(std::string("(echo ب; sleep 3) | timeout -s ") + signal +
                        " 1 arnorm nfc -o out; ls -A");
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.err == "");
  }
}

// Closed pipes.

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_it_quietly) {
  Result result = run("yes كتاب | timeout 100 arnorm buckwalter | head -1\n"
                      "echo \"${PIPESTATUS[1]} ${PIPESTATUS[2]}\"");
  BOOST_TEST(result.out == "ktAb\n0 0\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_it_though_input_comes_slowly) {
  Result result = run("while echo كتاب; do sleep 0.1; done 2>/dev/null |\n"
                      "  timeout 60 arnorm buckwalter | head -1\n"
                      "echo \"${PIPESTATUS[1]} ${PIPESTATUS[2]}\"");
  BOOST_TEST(result.out == "ktAb\n0 0\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_does_not_hide_trouble) {
  write("in", std::string(1'000'000, '\n'));
  Result result = run("arnorm nfc missing in | head -1\necho \"${PIPESTATUS[0]}\"");
  BOOST_TEST(result.out == "\n2\n");
  BOOST_TEST(result.err == "arnorm: cannot read missing: No such file or directory\n");
}

BOOST_AUTO_TEST_CASE(commands_may_meet_a_closed_pipe_too) {
  // The reader has exited before anything is written.
  for (const char *command : {"list", "show nfc", "check nfc", "test nfc", "--help", "--version",
                              "export --icu buckwalter", "explain AR0203"}) {
    Result result =
        run(std::string("(sleep 0.2; arnorm ") + command + ") | true\necho \"${PIPESTATUS[0]}\"");
    BOOST_TEST(result.out == "0\n", command);
    BOOST_TEST(result.err == "", command);
  }
}

// Standard descriptors that are closed at the start.

BOOST_AUTO_TEST_CASE(a_closed_standard_output) {
  for (const char *command : {"arnorm nfc in >&-", "arnorm list >&-", "arnorm nfc in in >&- <&-"}) {
    write("in", "ب\n");
    Result result = run(command);
    BOOST_TEST(result.err == "arnorm: cannot write to standard output: Bad file descriptor\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(read("in") == "ب\n");
  }
}

BOOST_AUTO_TEST_CASE(a_closed_standard_error_is_no_output_file) {
  write("in", "ب\n\xFF\n");
  BOOST_TEST(run("arnorm buckwalter in -o out 2>&-").status == 0);
  BOOST_TEST(read("out") == "b\n\xFF\n");
  BOOST_TEST(run("arnorm buckwalter in -o out 0<&- 1>&- 2>&-").status == 0);
  BOOST_TEST(read("out") == "b\n\xFF\n");
}

BOOST_AUTO_TEST_SUITE_END()
