// Blocks in several threads: the order of output, stops, and the places of findings.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(pipeline, Shell)

namespace {

// Numbered lines.
std::string numbered(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) {
    text += "سطر " + std::to_string(i) + " كتاب" +
            std::string(static_cast<std::size_t>(i) % 60, 'x') + "\n";
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
  write("text", numbered(60'000) + random_text(100'000, 11));
  for (const char *chain : {"buckwalter", "iso-233", "din-31635"}) {
    std::string name = chain;
    Result one = run("arnorm " + name + " text");
    for (const char *jobs : {"2", "3", "8"}) {
      Result many = run("arnorm -j " + std::string(jobs) + " " + name + " text");
      check_same(many.out, one.out);
      BOOST_TEST(many.err == one.err);
      check_same(run("cat text | arnorm -j " + std::string(jobs) + " " + name).out, one.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(long_lines_between_short_ones) {
  std::string text;
  for (int i = 0; i < 6; ++i) {
    text += numbered(3000);
    for (int word = 0; word < 40'000 * i; ++word) {
      text += "كتاب ";
    }
    text += i % 2 == 0 ? "\r\n" : "\n";
  }
  write("text", text);
  check_same(good("arnorm -j 3 buckwalter text"), good("arnorm buckwalter text"));
  check_same(good("cat text | arnorm -j 3 buckwalter"), good("arnorm buckwalter text"));
}

BOOST_AUTO_TEST_CASE(the_first_place_is_the_first_of_the_file) {
  const std::string front = numbered(30'000);
  write("text", front + "x\xFFy\n" + numbered(30'000) + "\xFE\n" + numbered(10));
  const std::string wanted =
      "arnorm: text: malformed UTF-8, copied unchanged (2 bytes in 2 lines, the "
      "first in line 30001 at byte offset " +
      std::to_string(front.size() + 1) + ")\n";
  for (const char *jobs : {"1", "4"}) {
    BOOST_TEST(run("arnorm -j " + std::string(jobs) + " buckwalter text").err == wanted);
  }
}

BOOST_AUTO_TEST_CASE(a_stop_leaves_what_is_in_front_of_it_and_nothing_else) {
  const std::string front = numbered(30'000);
  write("front", front);
  write("text", front + "x\xFFy\n" + numbered(60'000));
  for (const char *jobs : {"1", "4"}) {
    Result result = run("arnorm -j " + std::string(jobs) + " --invalid error buckwalter text");
    check_same(result.out, good("arnorm buckwalter front"));
    BOOST_TEST(result.err == "arnorm: text: malformed UTF-8 in line 30001, byte offset " +
                                 std::to_string(front.size() + 1) + ": 0xFF\n");
    BOOST_TEST(result.status == 1);
  }
}

BOOST_AUTO_TEST_CASE(malformed_bytes_of_a_long_line_count_as_of_one) {
  std::string text = "ب\n";
  for (int i = 0; i < 100'000; ++i) {
    text += i % 1000 == 7 ? "\xFF" : "كتاب ";
  }
  write("text", text + "\n");
  BOOST_TEST(run("arnorm buckwalter text").err ==
             "arnorm: text: malformed UTF-8, copied unchanged (100 bytes in 1 line, the first in "
             "line 2 at byte offset 66)\n");
  BOOST_TEST(contains(run("arnorm --invalid error buckwalter text").err,
                      "malformed UTF-8 in line 2, byte offset 66\n"));
}

BOOST_AUTO_TEST_CASE(threads_take_a_file_each_where_there_are_many) {
  good("mkdir in; for i in $(seq 60); do yes \"كتاب $i\" | head -n $((i * i)) > in/$i; done\n"
       "printf 'x\\377\\n' > in/61");
  good("for i in in/*; do arnorm --stats buckwalter $i > ${i#in/}.out 2> /dev/null; done");
  Result result = run("arnorm -j 4 --stats --progress buckwalter in/* -o out/");
  BOOST_TEST(
      contains(result.err, "arnorm: in/61: malformed UTF-8, copied unchanged (1 byte in 1 line"));
  BOOST_TEST(contains(result.err, "73811"));
  BOOST_TEST(good("for i in in/*; do cmp ${i#in/}.out out/${i#in/}; done") == "");
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_all_threads) {
  Result result = run("yes كتاب | arnorm -j 4 buckwalter | head -n 3");
  BOOST_TEST(result.out == "ktAb\nktAb\nktAb\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(a_full_disk_ends_all_threads) {
  Result result = run("yes كتاب | head -c 9000000 | arnorm -j 4 buckwalter > /dev/full");
  BOOST_TEST(result.err == "arnorm: cannot write to standard output: No space left on device\n");
  BOOST_TEST(result.status == 2);
}

// The output is a prefix of the full output, without a gap.
BOOST_AUTO_TEST_CASE(nothing_is_written_after_a_block_that_cannot_be_read) {
  const std::string words = with_fault("ARNORM_FAIL_READ=3000000");
  if (words.empty()) {
    BOOST_TEST_MESSAGE("skipped: nothing can be loaded into the command");
    return;
  }
  write("text", numbered(200'000));
  const std::string wanted = good("arnorm buckwalter text");
  for (const char *jobs : {"1", "2", "8"}) {
    Result result = run(words + "arnorm -j " + jobs + " buckwalter text");
    BOOST_TEST(result.out.size() > 1'000'000U);
    check_same(result.out, wanted.substr(0, result.out.size()));
    BOOST_TEST(result.out.ends_with('\n'));
    BOOST_TEST(result.err == "arnorm: cannot read text: Input/output error\n");
    BOOST_TEST(result.status == 2);
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_written_after_a_block_that_finds_no_memory) {
  if (with_fault("").empty()) {
    BOOST_TEST_MESSAGE("skipped: nothing can be loaded into the command");
    return;
  }
  // Some lines become much longer. Only these may take more memory.
  write("grow.toml", "format = 1\nname = \"grow\"\n[[stage]]\ntable = [ { from = \"z\", to = \"" +
                         std::string(50, 'y') + "\" } ]\n");
  std::string longer;
  for (int i = 0; i < 8000; ++i) {
    longer += std::string(30, 'z') + '\n';
  }
  write("text", numbered(20'000) + longer + numbered(40'000));
  const std::string wanted = good("arnorm ./grow.toml text");
  int failed = 0;
  for (int n = 1; n <= 30; ++n) {
    Result result =
        run(with_fault("ARNORM_FAIL_LARGE=" + std::to_string(n)) + "arnorm -j 4 ./grow.toml text");
    check_same(result.out, wanted.substr(0, result.out.size()));
    if (result.out != wanted) {
      ++failed;
      BOOST_TEST(result.status == 2, n);
      BOOST_TEST(result.err == "arnorm: out of memory\n", n);
    }
  }
  BOOST_TEST(failed > 10);
}

BOOST_AUTO_TEST_CASE(answers_at_once_with_threads_too) {
  BOOST_TEST(good("coproc filter { arnorm -j 3 buckwalter; }\n"
                  "for word in كتب قلم ولد; do\n"
                  "  echo \"$word\" >&\"${filter[1]}\"\n"
                  "  read -r -t 60 -u \"${filter[0]}\" answer && echo \"got $answer\"\n"
                  "done\n") == "got ktb\ngot qlm\ngot wld\n");
}

BOOST_AUTO_TEST_SUITE_END()
