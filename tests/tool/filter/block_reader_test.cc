#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>

#include "support/shell.h"

using namespace arnorm::test;
using namespace std::string_literals;

BOOST_FIXTURE_TEST_SUITE(block_reader, Shell)

namespace {

constexpr std::size_t block_bytes = 1u << 18; // as in block_reader.cc

// Words up to a total size, all on one line.
std::string one_line(std::size_t bytes) {
  const std::string words = "وَكَتَبَ المُعَلِّمُ الدَّرْسَ على السَّبُّورةِ ";
  std::string text;
  text.reserve(bytes + words.size());
  while (text.size() < bytes) {
    text += words;
  }
  return text;
}

double seconds(const std::function<void()> &work) {
  auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

BOOST_AUTO_TEST_CASE(empty_input_gives_empty_output) {
  write("empty", "");
  BOOST_TEST(good("arnorm buckwalter < /dev/null") == "");
  BOOST_TEST(good("arnorm buckwalter empty empty") == "");
}

BOOST_AUTO_TEST_CASE(empty_lines_stay) {
  BOOST_TEST(good("printf '\\n\\n\\nب\\n\\n' | arnorm buckwalter") == "\n\n\nb\n\n");
}

BOOST_AUTO_TEST_CASE(a_missing_final_line_feed_is_not_added) {
  BOOST_TEST(good("printf 'ب\\nت' | arnorm buckwalter") == "b\nt");
  BOOST_TEST(good("printf 'ب' | arnorm buckwalter") == "b");
}

BOOST_AUTO_TEST_CASE(carriage_returns_before_line_feeds_stay) {
  BOOST_TEST(good("printf 'ب\\r\\n\\r\\nت\\r\\n' | arnorm buckwalter") == "b\r\n\r\nt\r\n");
}

BOOST_AUTO_TEST_CASE(a_carriage_return_is_otherwise_text) {
  write("edges.toml", R"(format = 1
name = "edges"
[[stage]]
table = [ { from = "a", to = "1", before = '\u000D' }, { from = "a", to = "2", before = "$end" } ]
)");
  BOOST_TEST(good("printf 'a\\ra\\r\\na\\r\\r\\na\\r' | arnorm ./edges.toml") ==
             "1\r2\r\n1\r\r\n1\r");
}

BOOST_AUTO_TEST_CASE(nul_is_text) {
  write("text", "ب\0ت\n\0\n\0"s);
  BOOST_TEST(good("arnorm buckwalter text") == "b\0t\n\0\n\0"s);
}

BOOST_AUTO_TEST_CASE(only_line_feeds_end_lines) {
  const std::string text = "a\vb\fc\x1C\u0085\u2028\u2029\n";
  write("edges.toml", "format = 1\nname = \"edges\"\n[[stage]]\n"
                      "table = [ { from = \"a\", to = \"1\", after = \"$start\" },\n"
                      "          { from = '\\u2029', to = \"2\", before = \"$end\" } ]\n");
  write("text", text);
  BOOST_TEST(good("arnorm ./edges.toml text") == "1\vb\fc\x1C\u0085\u2028" + "2\n"s);
}

BOOST_AUTO_TEST_CASE(line_ends_may_fall_on_the_edge_of_a_block) {
  for (std::size_t length = block_bytes - 3; length <= block_bytes + 3; ++length) {
    const std::string text = std::string(length, 'x') + "\r\nب\n";
    write("text", text);
    check_same(good("arnorm buckwalter text"), std::string(length, 'x') + "\r\nb\n");
  }
}

BOOST_AUTO_TEST_CASE(characters_may_fall_on_the_edge_of_a_block) {
  for (std::size_t length = block_bytes - 5; length <= block_bytes; ++length) {
    const std::string text = std::string(length, ' ') + "ب\U0001F600\u200Dب\n";
    write("text", text);
    check_same(good("arnorm nfc text"), text);
    check_same(good("arnorm nfc < text"), text);
  }
}

BOOST_AUTO_TEST_CASE(a_pipe_may_give_single_bytes) {
  BOOST_TEST(good("for byte in '\\330' '\\250' '\\r' '\\n' '\\330' '\\252'; do\n"
                  "  printf \"$byte\"; sleep 0.02\n"
                  "done | arnorm buckwalter") == "b\r\nt");
}

BOOST_AUTO_TEST_CASE(many_short_lines) {
  std::string text;
  std::string wanted;
  for (int i = 0; i < 300'000; ++i) {
    text += i % 7 == 0 ? "\n" : "ب\n";
    wanted += i % 7 == 0 ? "\n" : "b\n";
  }
  write("text", text);
  check_same(good("arnorm buckwalter text"), wanted);
}

// A line of twice the length may take about twice the time. The bound is loose because the machine
// may be busy; quadratic time would still be far beyond it.
BOOST_AUTO_TEST_CASE(a_long_line_takes_linear_time) {
  write("half", one_line(5'000'000));
  write("whole", one_line(10'000'000));
  std::string half;
  std::string whole;
  double for_half = seconds([&] { half = good("timeout 200 arnorm search half"); });
  double for_whole = seconds([&] { whole = good("timeout 400 arnorm search whole"); });
  std::size_t same = half.size() - 100; // the last word may end differently
  check_same(std::string_view(whole).substr(0, same), std::string_view(half).substr(0, same));
  BOOST_TEST(for_whole < 6 * for_half + 5);
}

BOOST_AUTO_TEST_CASE(a_long_line_without_a_single_rule_stays) {
  write("text", std::string(10'000'000, 'x'));
  check_same(good("timeout 400 arnorm strip-tatweel text"), read("text"));
}

BOOST_AUTO_TEST_CASE(a_file_is_what_a_pipe_is) {
  for (std::size_t pieces : {20'000, 200'000}) {
    write("text", random_text(pieces, 7));
    const std::string wanted = run("cat text | arnorm buckwalter").out;
    check_same(run("arnorm buckwalter text").out, wanted);
    check_same(run("arnorm buckwalter < text").out, wanted);
    check_same(run("arnorm -j 3 buckwalter < text").out, wanted);
  }
}

BOOST_AUTO_TEST_CASE(reads_on_from_where_standard_input_stands) {
  write("text", "ب\nت\n");
  BOOST_TEST(good("(read -r first; arnorm buckwalter; cat) < text") == "t\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_has_no_size) {
  BOOST_TEST(good("arnorm nfc /proc/self/status | head -n 1 | cut -f 1") == "Name:\n");
}

// The output goes to a pipe that is read only after the file has become shorter: until then arnorm
// cannot read far ahead, however slow or fast the machine is.
BOOST_AUTO_TEST_CASE(a_file_that_becomes_shorter_or_goes_while_it_is_read) {
  good("yes 'كتاب قلم' | head -c 40000000 > text; mkfifo pipe");
  for (const char *jobs : {"1", "3"}) {
    Result result = run("cp text gone; arnorm -j " + std::string(jobs) +
                        " iso-233 gone > pipe & pid=$!\n"
                        "exec 3< pipe; dd bs=1 count=1 status=none <&3 > out\n"
                        "truncate -s 100 gone; rm gone; cat <&3 >> out; wait $pid");
    BOOST_TEST(result.err == "arnorm: gone was truncated while it was being read\n");
    BOOST_TEST(result.status == 2);
    std::string out = read("out");
    BOOST_TEST((out.ends_with("qlm\n") || out.size() % 4096 == 0), out.size());
  }
}

// The last line is too long to be held, and its last byte could be the beginning of its end.
BOOST_AUTO_TEST_CASE(a_long_last_line_that_ends_in_a_carriage_return) {
  good("yes abc | tr '\\n' '\\r' | head -c 300000 > mac");
  for (const char *options : {"", "-0", "-j 2", "--csv 1", "--tsv 1", "--jsonl a"}) {
    for (const char *input : {" mac", " < mac", " < <(cat mac)"}) {
      Result result = run(std::string("timeout 60 arnorm nfc ") + options + input);
      check_same(result.out, read("mac"));
      BOOST_TEST(result.status == 0, options << input);
    }
  }
}

// A long line is processed in pieces, and a carriage return at the end of one may be part of the
// line's end.
BOOST_AUTO_TEST_CASE(the_end_of_a_long_line_may_fall_on_the_edge_of_a_piece) {
  write("edges.toml", "format = 1\nname = \"edges\"\n[[stage]]\n"
                      "table = [ { from = \"x\", to = \"2\", before = \"$end\" } ]\n");
  for (std::size_t blocks : {1, 2, 3, 4}) {
    for (std::size_t length : {blocks * block_bytes - 1, blocks * block_bytes}) {
      const std::string line(length - 1, 'x');
      write("text", line + "x\r\ny\r\n");
      check_same(good("arnorm ./edges.toml text"), line + "2\r\ny\r\n");
      check_same(good("head -c " + std::to_string(length + 1) + " text > front; tail -c +" +
                      std::to_string(length + 2) +
                      " text > back; (cat front; sleep 0.1; cat back) | arnorm ./edges.toml"),
                 line + "2\r\ny\r\n");
    }
  }
}

// A span that is longer than the limit shows whether its line was cut, because --protect then
// misses it.
BOOST_AUTO_TEST_CASE(a_line_is_cut_by_its_length_alone) {
  for (std::size_t length : {block_bytes - 2, block_bytes - 1, block_bytes, block_bytes + 40,
                             block_bytes + 60'000, 2 * block_bytes - 1}) {
    std::string line = "http://x/";
    while (line.size() + 2 <= length) {
      line += "ب";
    }
    line.resize(length, 'x');
    write("text", "ت\n" + line + "\n" + line + "\n");
    const std::string wanted = good("arnorm --protect url buckwalter text");
    BOOST_TEST(contains(wanted, "bbbb") == (length + 1 > block_bytes + 1));
    for (const char *pieces : {"cat text", "(head -c 100; sleep 0.1; cat) < text",
                               "(head -c 200000; sleep 0.1; cat) < text"}) {
      check_same(good(std::string(pieces) + " | arnorm --protect url buckwalter"), wanted);
      check_same(good(std::string(pieces) + " | arnorm -j 2 --protect url buckwalter"), wanted);
    }
    check_same(good("arnorm -j 2 --protect url buckwalter text"), wanted);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_be_read) {
  write("closed", "ب\n");
  write("open", "ت\n");
  good("chmod 000 closed");
  if (run("cat closed").status == 0) {
    BOOST_TEST_MESSAGE("skipped: this user reads everything");
    return;
  }
  Result result = run("arnorm buckwalter closed open");
  BOOST_TEST(result.out == "t\n");
  BOOST_TEST(result.err == "arnorm: cannot read closed: Permission denied\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(a_closed_standard_input) {
  Result result = run("arnorm nfc <&-");
  BOOST_TEST(result.out == "");
  BOOST_TEST(contains(result.err, "arnorm: cannot read standard input: "));
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(a_fifo) {
  BOOST_TEST(good("mkfifo pipe; (echo ب > pipe) & arnorm buckwalter pipe") == "b\n");
}

// In interactive use, each line is answered before the next one is typed.
BOOST_AUTO_TEST_CASE(answers_before_the_input_ends) {
  BOOST_TEST(good("coproc filter { arnorm buckwalter; }\n"
                  "for word in كتب قلم; do\n"
                  "  echo \"$word\" >&\"${filter[1]}\"\n"
                  "  read -r -t 60 -u \"${filter[0]}\" answer && echo \"got $answer\"\n"
                  "done\n") == "got ktb\ngot qlm\n");
}

BOOST_AUTO_TEST_SUITE_END()
