// Several files: in place, into a directory, and from nested directories.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(file_plan, Shell)

BOOST_AUTO_TEST_CASE(files_into_a_folder) {
  write("one", "ب\n");
  write("two", "ت\n");
  good("arnorm buckwalter one two -o out/");
  BOOST_TEST(good("cat out/one out/two; ls out") == "b\nt\none\ntwo\n");
  good("arnorm buckwalter two one -o out"); // the directory exists now
  BOOST_TEST(good("cat out/one out/two; ls out") == "b\nt\none\ntwo\n");
  good("arnorm buckwalter one -o a/b/c/");
  BOOST_TEST(read("a/b/c/one") == "b\n");
}

BOOST_AUTO_TEST_CASE(folders_of_folders) {
  good("mkdir -p in/x/y in/z; echo ب > in/1; echo ت > in/x/2; echo ث > in/x/y/3; echo ج > in/z/4\n"
       "ln -s ../x in/z/loop; mkfifo in/pipe; ln -s ../1 in/z/link");
  BOOST_TEST(good("arnorm --recursive buckwalter in") == "b\nt\nv\nj\n");
  good("arnorm --recursive buckwalter in -o out/");
  BOOST_TEST(good("cd out; find . -type f | sort; cat 1 x/2 x/y/3 z/4") ==
             "./1\n./x/2\n./x/y/3\n./z/4\nb\nt\nv\nj\n");
  good(
      "arnorm --recursive buckwalter in -o in/out/ && arnorm --recursive buckwalter in -o in/out/");
  BOOST_TEST(good("find in/out -name out") == "in/out\n"); // the output is not read as input
}

BOOST_AUTO_TEST_CASE(two_files_that_would_become_one) {
  good("mkdir a b; echo ب > a/same; echo ت > b/same");
  Result result = run("arnorm buckwalter a/same b/same -o out/");
  BOOST_TEST(result.err == "arnorm: skipping b/same: a/same is already written to out/same\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(read("out/same") == "b\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_would_become_itself) {
  write("text", "ب\n");
  Result result = run("arnorm buckwalter text -o .");
  BOOST_TEST(result.err ==
             "arnorm: skipping text: it would be written onto itself; use -i to rewrite it\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(read("text") == "ب\n");
  result = run("arnorm buckwalter text >> text");
  BOOST_TEST(result.err == "arnorm: text is both input and output; use -i, or -o with its name\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(read("text") == "ب\n");
  good("arnorm buckwalter text -o text");
  BOOST_TEST(read("text") == "b\n");
}

// Outputs are compared as files, not as names.
BOOST_AUTO_TEST_CASE(a_target_that_leads_to_an_input) {
  good("mkdir in out; echo ب > in/a; echo ت > in/b; ln -s ../in/b out/a");
  for (const char *words : {"in/a in/b", "in/b in/a", "-j 4 in/a in/b"}) {
    Result result = run(std::string("arnorm buckwalter -o out/ ") + words);
    BOOST_TEST(result.err ==
               "arnorm: skipping in/a: out/a is the same file as in/b, which is also an input\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(good("cat in/a in/b out/b; rm out/b") == "ب\nت\nt\n");
  }
}

BOOST_AUTO_TEST_CASE(two_targets_that_lead_to_one_file) {
  good("mkdir in out; echo ب > in/a; echo ت > in/b; ln -s one out/a; ln -s ./one out/b");
  for (const char *before :
       {"rm -f out/one", "echo old > out/one"}) { // a missing target, and an existing one
    good(before);
    Result result = run("arnorm buckwalter -o out/ in/a in/b");
    BOOST_TEST(result.err == "arnorm: skipping in/b: in/a is already written to out/b\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(good("cat out/one; readlink out/a out/b") == "b\none\n./one\n");
  }
}

BOOST_AUTO_TEST_CASE(a_backup_replaces_no_input) {
  write("a.txt", "ب\n");
  write("a.txt.old", "ت\n");
  const std::string wanted =
      "arnorm: skipping a.txt: its backup would replace a.txt.old, which is also an input\n";
  for (const char *words : {"a.txt a.txt.old", "a.txt.old a.txt"}) {
    Result result = run(std::string("arnorm -i --backup .old buckwalter ") + words);
    BOOST_TEST(result.err == wanted);
    BOOST_TEST(result.status == 2);
    BOOST_TEST(good("cat a.txt a.txt.old a.txt.old.old; mv a.txt.old.old a.txt.old") ==
               "ب\nt\nت\n");
  }
  good("rm a.txt.old; arnorm -i --backup .old buckwalter *");
  BOOST_TEST(run("arnorm -i --backup .old -r buckwalter *").err == wanted);
  BOOST_TEST(good("cat a.txt") == "b\n");
}

namespace {

// Rewrites `big`, and stops the command to change the file once it has it open, with less than half
// of the result written. Prints "late" and changes nothing if the command got further than that.
std::string change_while_rewriting(const std::string &words, const std::string &change) {
  return "arnorm iso-233 big " + words +
         " & pid=$!\n"
         "begun() { ls big.?????? && readlink /proc/$pid/fd/* | grep '/big$'; }\n"
         "until begun > /dev/null 2>&1; do kill -0 $pid 2> /dev/null || break; done\n"
         "kill -STOP $pid 2> /dev/null\n"
         "while grep -q 'State:.[RSD]' /proc/$pid/status 2> /dev/null; do :; done\n"
         "written=$(stat -c %s big.?????? 2> /dev/null || echo 9000000)\n"
         "if [ $written -lt 9000000 ]; then\n" +
         change +
         "\n{ cat big | md5sum; } 2> /dev/null > changed\n"
         "else echo late; fi\n"
         "kill -CONT $pid 2> /dev/null; wait $pid";
}

// A change may cut or overwrite a character that is read only then.
std::string without_note_on_malformed(const std::string &messages) {
  std::size_t begin = messages.find("arnorm: big: malformed UTF-8, copied unchanged (1 byte in");
  if (begin == std::string::npos) {
    return messages;
  }
  return std::string(messages).erase(begin, messages.find('\n', begin) + 1 - begin);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_file_that_changes_while_it_is_rewritten_is_left) {
  for (const char *change :
       {"echo new > new; mv new big", "echo new >> big",
        "printf x | dd of=big bs=1 conv=notrunc status=none", "rm big", "truncate -s 10 big"}) {
    for (const char *words : {"-i", "-o big", "-i --backup .old"}) {
      Result result;
      int tries = 0;
      do {
        good("yes كتاب | head -n 3000000 > big; rm -f big.old");
        result = run(change_while_rewriting(words, change));
      } while (result.out == "late\n" && ++tries < 20);
      BOOST_TEST(result.status == 2, change << ' ' << words);
      std::string messages = without_note_on_malformed(result.err);
      bool shorter = messages == "arnorm: big was truncated while it was being read\n"
                                 "arnorm: nothing was written to big\n";
      bool changed =
          messages == "arnorm: big changed while it was being read; it is left unchanged\n";
      BOOST_TEST((shorter || changed), result.err);
      BOOST_TEST(good("{ cat big | md5sum; } 2> /dev/null") == read("changed"));
      BOOST_TEST(good("rm -f big changed; ls") == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(in_place) {
  write("one", "ب\n");
  write("two", "ت");
  good("chmod 640 one; ln -s one link; arnorm -i buckwalter link two");
  BOOST_TEST(good("cat one two; stat -c %a one; readlink link; ls") ==
             "b\nt640\none\nlink\none\ntwo\n");
}

BOOST_AUTO_TEST_CASE(in_place_does_no_file_twice) {
  write("one", "ktAb\n");
  good("ln -s one link");
  Result result = run("arnorm -i -r buckwalter one ./one link");
  BOOST_TEST(result.err == "arnorm: skipping ./one: it is the same file as one\n"
                           "arnorm: skipping link: it is the same file as one\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(read("one") == "كتاب\n");
}

BOOST_AUTO_TEST_CASE(in_place_keeps_the_owner) {
  write("one", "ب\n");
  if (run("chown 12345:54321 one").status != 0) {
    BOOST_TEST_MESSAGE("skipped: only root can give files away");
    return;
  }
  good("chmod 604 one; arnorm -i buckwalter one");
  BOOST_TEST(good("stat -c '%u:%g %a' one") == "12345:54321 604\n");
}

BOOST_AUTO_TEST_CASE(in_place_with_a_backup) {
  write("one", "ب\n");
  good("arnorm -i --backup .orig buckwalter one");
  BOOST_TEST(good("cat one one.orig; ls") == "b\nب\none\none.orig\n");
  good("arnorm -i --backup .orig -r buckwalter one");
  BOOST_TEST(good("cat one one.orig; ls") == "ب\nb\none\none.orig\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_fails_is_left_and_the_others_are_done) {
  good("mkdir in; cd in; echo ب > 1; printf 'ب\\n\\377\\n' > 2; echo ت > 3");
  Result result = run("arnorm -i --invalid error buckwalter in/1 in/2 in/missing in/3");
  BOOST_TEST(result.err == "arnorm: in/2: malformed UTF-8 in line 2, byte offset 3: 0xFF\n"
                           "arnorm: nothing was written to in/2\n"
                           "arnorm: cannot read in/missing: No such file or directory\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(good("cd in; cat 1; head -n 1 2; cat 3; ls") == "b\nب\nt\n1\n2\n3\n");
  result = run("arnorm --invalid error buckwalter in/2 in/3 -o out/");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(good("ls out") == "3\n");
}

// None of these can be another input under a second name, so the other files are done.
BOOST_AUTO_TEST_CASE(files_that_cannot_be_found_do_not_hold_up_the_others) {
  const std::string too_long(300, 'x');
  const std::vector<std::pair<std::string, std::string>> names{
      {"loop", "Too many levels of symbolic links"},
      {"one/below", "Not a directory"},
      {too_long, "File name too long"},
  };
  for (const auto &[name, reason] : names) {
    good("ln -sf loop loop; echo ب > one");
    Result result = run("arnorm -i buckwalter one " + name);
    BOOST_TEST(result.err == "arnorm: cannot read " + name + ": " + reason + "\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(read("one") == "b\n");
  }
}

// In memory where there is room, because each file that is written is flushed to the disk.
BOOST_AUTO_TEST_CASE(ten_thousand_files) {
  good("test \"$(df --output=avail /dev/shm | tail -n 1)\" -gt 100000 && base=/dev/shm || base=.\n"
       "ln -s $(mktemp -d -p $base) memory; mkdir memory/out; ln -s memory/out out");
  good("mkdir in; cd in; for i in $(seq 10000); do echo \"كتاب $i\" > $i; done");
  good("arnorm -j 2 --recursive buckwalter in -o out/");
  BOOST_TEST(good("ls out | wc -l; cat out/1 out/7777") == "10000\nktAb 1\nktAb 7777\n");
  BOOST_TEST(good("arnorm --recursive buckwalter in | wc -l") == "10000\n");
  good("rm -r $(readlink memory)");
}

BOOST_AUTO_TEST_CASE(threads_share_files_and_change_nothing) {
  good("mkdir in; cd in; for i in $(seq 40); do printf 'x,text\\n%s,كتاب\\n' $i > $i.csv; done\n"
       "for i in 7 19; do printf 'text,x\\nب\\377,y\\n' > $i.csv; done; echo y > 23.csv");
  Result one = run("arnorm --csv text --strict buckwalter in/*.csv -o one/ 2>&1 | sort");
  Result many = run("arnorm -j 4 --csv text --strict buckwalter in/*.csv -o many/ 2>&1 | sort");
  std::string renamed = one.out;
  for (std::size_t at; (at = renamed.find("one/")) != renamed.npos;) {
    renamed.replace(at, 4, "many/");
  }
  BOOST_TEST(many.out == renamed);
  BOOST_TEST(lines(many.out) == 6U);
  BOOST_TEST(good("diff -r one many; ls many | wc -l; cat many/40.csv") == "37\nx,text\n40,ktAb\n");
  BOOST_TEST(good("arnorm --stats -j 4 -i buckwalter one/*.csv 2>&1 | head -n 1 | tr -s ' '") ==
             "lines 74\n");
}

BOOST_AUTO_TEST_CASE(a_folder_that_may_not_be_read) {
  good("mkdir -p in/closed; echo ب > in/open; chmod 000 in/closed");
  if (run("ls in/closed").status == 0) {
    BOOST_TEST_MESSAGE("skipped: this user reads everything");
    return;
  }
  Result result = run("arnorm --recursive buckwalter in");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err == "arnorm: cannot read in/closed: Permission denied\n");
  BOOST_TEST(result.status == 2);
}

// The filter would read what it has written, without end.
BOOST_AUTO_TEST_CASE(only_regular_files_are_rewritten) {
  good("mkfifo pipe; echo كِتاب > text");
  Result result =
      run("(timeout 9 sh -c 'echo كِتاب > pipe' &); timeout 9 arnorm -i search pipe text");
  BOOST_TEST(result.err == "arnorm: skipping pipe: -i rewrites only regular files\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(read("text") == "كتاب\n");
  BOOST_TEST(run("arnorm -i search /dev/null").err ==
             "arnorm: skipping /dev/null: -i rewrites only regular files\n");
}

BOOST_AUTO_TEST_CASE(a_signal_leaves_no_half_written_file) {
  for (const char *signal : {"INT", "TERM", "HUP", "QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF",
                             "XCPU", "IO", "PWR", "ABRT", "SYS", "RTMIN", "RTMAX"}) {
    good("echo old > out; mkfifo pipe");
    Result result = run("env --default-signal arnorm buckwalter pipe -o out & pid=$!\n"
                        "exec 3> pipe; yes كتاب | head -n 100000 >&3\n"
                        "kill -" +
                        std::string(signal) + " $pid; wait $pid");
    BOOST_TEST(result.status > 128, signal);
    BOOST_TEST(good("cat out; rm pipe; ls") == "old\nout\n", signal);
  }
}

BOOST_AUTO_TEST_CASE(a_signal_leaves_none_of_many_half_written_files) {
  good("mkdir in; for i in $(seq 12); do mkfifo in/$i; done");
  Result result =
      run("env --default-signal arnorm -j 4 buckwalter in/* -o out/ & pid=$!\n"
          "exec 3> in/1 4> in/10 5> in/11; echo كتاب >&3; until [ $(ls -A out | wc -l) "
          "-ge 3 ]; do sleep 0.01; done; ls -A out | wc -l\n"
          "kill $pid; wait $pid"); // the pipes stay open, as their end may overtake the signal
  BOOST_TEST(result.out == "3\n");
  BOOST_TEST(result.status == 128 + 15);
  BOOST_TEST(good("ls -A out") == "");
}

BOOST_AUTO_TEST_SUITE_END()
