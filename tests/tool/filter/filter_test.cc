#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "support/shell.h"
#include "support/support.h"

using namespace arnorm::test;
using namespace std::string_literals;

BOOST_FIXTURE_TEST_SUITE(filter, Shell)

namespace {

// A chain that changes nothing in either direction, because no test text contains these characters.
const char *const idle_rules = R"(format = 1
name = "idle"
[[stage]]
table = [ { from = '\U0010FFFD', to = '\U0010FFFC' } ]
)";

std::string letter_rules(const std::string &name, const std::string &to) {
  return "format = 1\nname = \"" + name + "\"\n[[stage]]\ntable = [ { from = \"ب\", to = \"" + to +
         "\" } ]\n";
}

// Truncated sequences, unexpected continuation bytes, overlong forms, surrogates, and code points
// out of range.
const std::vector<std::string> ill_formed{
    "\xD8",         "\xE2\x80",     "\xF0\x9F",         "\xF0\x9F\x98",     "\x80",
    "\xBF\xBF",     "\xC0\xAF",     "\xE0\x80\x80",     "\xF0\x80\x80\x80", "\xC1\xBF",
    "\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xB2\x80",     "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
    "\xFE",         "\xFF\xFF",     "\xD8\xD8\xA8\xD8", "\xF0\xD8\xA8",     "\xE2\x80\xD8\xA8"};

std::string every_byte_in_a_line() {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) {
    text += static_cast<char>(byte);
    text += "\n\xD8\xA8";
    text += static_cast<char>(byte);
    text += "\xD8\xA8\n";
  }
  return text;
}

std::string every_ill_formed_in_a_line() {
  std::string text;
  for (const std::string &bytes : ill_formed) {
    text += bytes + "\nx" + bytes + "x\n" + bytes + bytes + "ب\n";
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(transliterates_standard_input) {
  BOOST_TEST(good("echo 'مِصر كتاب' | arnorm buckwalter") == "miSr ktAb\n");
  BOOST_TEST(good("echo 'مِصر كتاب' | arnorm buckwalter -") == "miSr ktAb\n");
}

// A pipe can be read only once.
BOOST_AUTO_TEST_CASE(rules_are_read_once_whatever_the_options) {
  write("rules", "format = 1\nname = \"once\"\nscripts = { from = \"Arab\", to = \"Latn\" }\n"
                 "[[stage]]\ntable = [ { from = \"ب\", to = \"b\" } ]\n");
  good("mkfifo once.toml");
  for (const char *options : {"", "--stats", "--unmapped keep", "--protect latin", "--lossless",
                              "--stats --unmapped keep --protect latin --lossless"}) {
    Result result =
        run(std::string("timeout 20 cat rules > once.toml & echo بب | timeout 20 arnorm ") +
            options + " once.toml");
    BOOST_TEST(result.status == 0, options);
    BOOST_TEST(result.out == "bb\n", options);
    bool stats = std::string(options).starts_with("--stats");
    BOOST_TEST(contains(result.err, "   2      1  once.toml:5  from \"ب\" to \"b\"") == stats,
               options);
  }
}

BOOST_AUTO_TEST_CASE(applies_a_chain_from_left_to_right) {
  write("one.toml", letter_rules("one", "ت"));
  write("two.toml", "format = 1\nname = \"two\"\n[[stage]]\n"
                    "table = [ { from = \"ت\", to = \"T\" } ]\n");
  BOOST_TEST(good("echo بت | arnorm one.toml,two.toml") == "TT\n");
  BOOST_TEST(good("echo بت | arnorm two.toml,one.toml") == "تT\n");
  BOOST_TEST(good("echo 'الأَوَّلُ' | arnorm search,buckwalter") == "AlAwl\n");
}

BOOST_AUTO_TEST_CASE(comes_back_in_reverse) {
  const std::string text = "بِسْمِ اللَّهِ الرَّحْمٰنِ الرَّحِيمِ\n";
  write("text", text);
  good("arnorm mark-order text > ordered");
  for (const char *chain : {"buckwalter", "iso-233"}) {
    BOOST_TEST(good(std::string("arnorm ") + chain + " ordered | arnorm -r " + chain) ==
               read("ordered"));
    BOOST_TEST(good(std::string("arnorm ") + chain + " text | arnorm --reverse " + chain) ==
               read("ordered"));
  }
}

BOOST_AUTO_TEST_CASE(reverses_the_order_of_the_chain) {
  write("one.toml", letter_rules("one", "ت"));
  write("two.toml", "format = 1\nname = \"two\"\n[[stage]]\n"
                    "table = [ { from = \"ت\", to = \"T\" } ]\n");
  BOOST_TEST(good("echo T | arnorm -r one.toml,two.toml") == "ب\n");
}

BOOST_AUTO_TEST_CASE(reads_files_one_after_the_other) {
  write("one", "ب\n");
  write("two", "ت"); // its last line is unterminated and remains so
  write("three", "ث\n");
  BOOST_TEST(good("arnorm buckwalter one two three") == "b\ntv\n");
  BOOST_TEST(good("cat two | arnorm buckwalter one - three") == "b\ntv\n");
}

BOOST_AUTO_TEST_CASE(treats_each_line_as_a_text_of_its_own) {
  write("edges.toml", R"(format = 1
name = "edges"
[[stage]]
table = [ { from = "a", to = "1", after = "$start" }, { from = "a", to = "2", before = "$end" } ]
)");
  BOOST_TEST(good("printf 'aaa\\naaa\\r\\naaa' | arnorm ./edges.toml") == "1a2\n1a2\r\n1a2");
}

BOOST_AUTO_TEST_CASE(goes_on_after_a_missing_file) {
  write("one", "ب\n");
  write("two", "ت\n");
  Result result = run("arnorm buckwalter one missing two");
  BOOST_TEST(result.out == "b\nt\n");
  BOOST_TEST(result.err == "arnorm: cannot read missing: No such file or directory\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(goes_on_after_a_folder) {
  write("one", "ب\n");
  Result result = run("mkdir folder; arnorm buckwalter folder one");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err == "arnorm: cannot read folder: Is a directory\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(an_unknown_rule_set_is_trouble) {
  Result result = run("echo x | arnorm buckwalte");
  BOOST_TEST(result.out == "");
  BOOST_TEST(contains(result.err, "buckwalter")); // the suggestion
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(an_empty_element_is_trouble) {
  for (const char *chain : {"nfc,", ",nfc", "nfc,,nfd", "''"}) {
    Result result = run(std::string("echo x | arnorm ") + chain);
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.err != "");
    BOOST_TEST(result.status == 2);
  }
}

BOOST_AUTO_TEST_CASE(a_broken_rule_file_is_trouble) {
  write("broken.toml", "format = 1\nname = \"broken\"\n[[stage]]\ntable = [ { from = \"\" } ]\n");
  Result result = run("echo x | arnorm ./broken.toml");
  BOOST_TEST(result.out == "");
  BOOST_TEST(contains(result.err, "broken.toml:4:"));
  BOOST_TEST(result.status == 2);
}

// The search path of rule sets.

BOOST_AUTO_TEST_CASE(an_element_with_slash_or_ending_is_a_file) {
  write("folder/mine", letter_rules("mine", "1"));
  write("mine.toml", letter_rules("mine", "2"));
  BOOST_TEST(good("echo ب | arnorm folder/mine") == "1\n");
  BOOST_TEST(good("echo ب | arnorm mine.toml") == "2\n");
  BOOST_TEST(good("echo ب | arnorm \"$PWD/mine.toml\"") == "2\n");
  BOOST_TEST(good("echo ب | arnorm clean,./mine.toml,nfd") == "2\n");
  BOOST_TEST(run("echo ب | arnorm mine").status == 2); // the working directory is not searched
}

BOOST_AUTO_TEST_CASE(looks_into_folders_that_are_named) {
  write("a/mine.toml", letter_rules("mine", "a"));
  write("b/mine.toml", letter_rules("mine", "b"));
  write("c/normalize/mine.toml", letter_rules("mine", "c"));
  write("d/romanize/mine.toml", letter_rules("mine", "d"));
  BOOST_TEST(good("echo ب | arnorm -I a mine") == "a\n");
  BOOST_TEST(good("echo ب | arnorm -I b -I a mine") == "b\n");
  BOOST_TEST(good("echo ب | arnorm -I missing -I a mine") == "a\n");
  BOOST_TEST(good("echo ب | arnorm -I c mine") == "c\n");
  BOOST_TEST(good("echo ب | arnorm mine -I d") == "d\n");
}

BOOST_AUTO_TEST_CASE(looks_into_the_path_and_the_data_folder_in_order) {
  write("i/mine.toml", letter_rules("mine", "i"));
  write("p/mine.toml", letter_rules("mine", "p"));
  write("q/mine.toml", letter_rules("mine", "q"));
  write("x/arnorm/rules/mine.toml", letter_rules("mine", "x"));
  write("home/.local/share/arnorm/rules/mine.toml", letter_rules("mine", "h"));
  BOOST_TEST(good("echo ب | arnorm mine") == "h\n");
  BOOST_TEST(good("echo ب | XDG_DATA_HOME=$PWD/x arnorm mine") == "x\n");
  BOOST_TEST(good("echo ب | XDG_DATA_HOME=$PWD/x ARNORM_PATH=p:q arnorm mine") == "p\n");
  BOOST_TEST(good("echo ب | ARNORM_PATH=:none::q:p arnorm mine") == "q\n");
  BOOST_TEST(good("echo ب | XDG_DATA_HOME=$PWD/x ARNORM_PATH=p arnorm mine -I i") == "i\n");
}

BOOST_AUTO_TEST_CASE(what_is_built_in_comes_last) {
  write("mine/buckwalter.toml", letter_rules("buckwalter", "B"));
  BOOST_TEST(good("echo بت | ARNORM_PATH=mine arnorm buckwalter") == "Bت\n");
  BOOST_TEST(good("echo بت | arnorm -I none buckwalter") == "bt\n");
}

// Malformed UTF-8.

BOOST_AUTO_TEST_CASE(keeps_every_byte_that_no_rule_names) {
  write("idle.toml", idle_rules);
  const std::string texts[] = {every_byte_in_a_line(), every_ill_formed_in_a_line(),
                               random_bytes(200'000, 1), random_text(50'000, 2)};
  for (const std::string &text : texts) {
    write("text", text);
    for (const char *options : {"", "--invalid keep", "--engine icu", "-r"}) {
      Result result = run(std::string("arnorm ./idle.toml ") + options + " text");
      check_same(result.out, text);
      BOOST_TEST(result.status == 0);
      BOOST_TEST(contains(result.err, "arnorm: text: malformed UTF-8, copied unchanged ("));
    }
  }
}

BOOST_AUTO_TEST_CASE(keeps_malformed_bytes_between_what_rules_name) {
  for (const std::string &bytes : ill_formed) {
    if (contains(bytes, "ب")) {
      continue;
    }
    write("text", "ب" + bytes + "َب" + bytes);
    BOOST_TEST(run("arnorm buckwalter text").out == "b" + bytes + "ab" + bytes);
  }
}

BOOST_AUTO_TEST_CASE(counts_malformed_bytes_on_standard_error) {
  write("text", "ab\n\xFFx\r\nب\xD8\n\n\xF0\x9F\n");
  BOOST_TEST(run("arnorm nfc text").err ==
             "arnorm: text: malformed UTF-8, copied unchanged (4 bytes in 3 lines, the first in "
             "line 2 at byte offset 3)\n");
  BOOST_TEST(run("arnorm nfc - < text").err ==
             "arnorm: standard input: malformed UTF-8, copied unchanged (4 bytes in 3 lines, the "
             "first in line 2 at byte offset 3)\n");
  BOOST_TEST(run("printf 'x\\n\\nyy\\377\\n' | arnorm nfc --invalid replace").err ==
             "arnorm: standard input: malformed UTF-8, replaced with U+FFFD (1 byte in 1 line, the "
             "first in line 3 at byte offset 5)\n");
}

BOOST_AUTO_TEST_CASE(counts_for_each_file_by_itself) {
  write("one", "\xFF\n");
  write("two", "fine\n");
  write("three", "x\n\xFF\n");
  Result result = run("arnorm nfc one two three");
  BOOST_TEST(contains(result.err, "one: malformed UTF-8, copied unchanged (1 byte in 1 line, the "
                                  "first in line 1 at byte offset 0)"));
  BOOST_TEST(contains(result.err, "three: malformed UTF-8, copied unchanged (1 byte in 1 line, the "
                                  "first in line 2 at byte offset 2)"));
  BOOST_TEST(lines(result.err) == 2);
  BOOST_TEST(result.status == 0);
}

// The examples of The Unicode Standard, chapter 3, tables 3-8 to 3-11.
BOOST_AUTO_TEST_CASE(replaces_each_maximal_subpart) {
  const std::string r = "\uFFFD";
  const std::pair<std::string, std::string> examples[] = {
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
       "A",
       r + r + r + r + r + r + r + r + "A"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
       "A",
       r + r + r + r + r + r + r + r + "A"},
      {"\xF4\x91\x92\x93\xFF"
       "A\x80\xBF"
       "B",
       r + r + r + r + r + "A" + r + r + "B"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       r + r + r + r + "A"},
      {"ب\xF0\x9F\x98", "ب" + r},
  };
  for (const auto &[text, wanted] : examples) {
    write("text", text);
    Result result = run("arnorm nfc --invalid replace text");
    BOOST_TEST(result.out == wanted);
    BOOST_TEST(result.status == 0);
  }
}

BOOST_AUTO_TEST_CASE(replaces_as_python_does) {
  write("idle.toml", idle_rules);
  write("text", every_byte_in_a_line() + every_ill_formed_in_a_line() + random_bytes(200'000, 3));
  std::string wanted = good("python3 -c \"import sys; sys.stdout.buffer.write("
                            "open('text', 'rb').read().decode('utf-8', 'replace').encode())\"");
  check_same(run("arnorm ./idle.toml --invalid=replace text").out, wanted);
}

BOOST_AUTO_TEST_CASE(stops_at_malformed_bytes_when_told_to) {
  write("text", "ب\nت\r\nث\xD8\xFF\nج\n");
  Result result = run("arnorm buckwalter --invalid error text");
  BOOST_TEST(result.out == "b\nt\r\n"); // only the lines before the malformed one
  BOOST_TEST(result.err == "arnorm: text: malformed UTF-8 in line 3, byte offset 9: 0xD8\n");
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(does_not_read_on_behind_malformed_bytes) {
  write("one", "\xFF\n");
  write("two", "ب\n");
  Result result = run("arnorm buckwalter --invalid error two one two");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(contains(result.err, "one: malformed UTF-8 in line 1, byte offset 0: 0xFF"));
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(well_formed_text_passes_every_policy) {
  write("text", "ب\uFFFD\U0010FFFF\uFFFF\0x\n"s);
  for (const char *policy : {"keep", "replace", "error"}) {
    BOOST_TEST(good(std::string("arnorm nfc text --invalid ") + policy) == read("text"));
  }
}

// Engines.

BOOST_AUTO_TEST_CASE(engines_give_the_same_bytes) {
  write("text", random_text(20'000, 4));
  for (const char *chain : {"nfc", "search", "buckwalter", "clean,iso-233"}) {
    std::string command = std::string("arnorm ") + chain + " text";
    std::string automatic = run(command + " --engine auto").out;
    check_same(run(command + " --engine icu").out, automatic);
    check_same(run(command).out, automatic);
    Result table = run(command + " --engine table");
    if (table.status == 0) {
      check_same(table.out, automatic);
    } else { // the table engine cannot run a stage
      BOOST_TEST(table.status == 2);
      BOOST_TEST(table.out == "");
      BOOST_TEST(contains(table.err, "AR0405"));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_transform_of_icu_runs_on_icu_alone) {
  write("foreign.toml", "format = 1\nname = \"foreign\"\n[[stage]]\nicu = \"Latin-ASCII\"\n");
  BOOST_TEST(good("echo é | arnorm ./foreign.toml") == "e\n");
  BOOST_TEST(good("echo é | arnorm ./foreign.toml --engine icu") == "e\n");
  Result table = run("echo é | arnorm ./foreign.toml --engine table");
  BOOST_TEST(table.out == "");
  BOOST_TEST(table.err != "");
  BOOST_TEST(table.status == 2);
}

// Laws that hold for every chain.

BOOST_AUTO_TEST_CASE(writes_as_many_lines_as_it_reads) {
  write("text", random_text(20'000, 5) + "\n" + random_bytes(50'000, 6));
  std::size_t wanted = lines(read("text"));
  std::string all;
  std::string wanted_counts;
  std::vector<std::string> names = some_when_sanitized(shipped());
  BOOST_TEST(names.size() > 10);
  for (const std::string &name : names) {
    all += " " + name;
    wanted_counts += std::to_string(wanted) + "\n";
  }
  Result counts = run("for name in" + all + "; do arnorm \"$name\" text | wc -l; done 2>/dev/null");
  BOOST_TEST(counts.out == wanted_counts);
}

BOOST_AUTO_TEST_CASE(unmapped_letters_are_named) {
  write("text", "كتاب ٹ\nxyz\nٹ ݐ ٹ ۖ\n");
  Result result = run("arnorm --unmapped keep buckwalter text");
  BOOST_TEST(result.out == "ktAb ٹ\nxyz\nٹ ݐ ٹ ۖ\n");
  BOOST_TEST(
      result.err ==
      "arnorm: text: 5 letters that no row maps, kept: U+0679 TTEH, 3 times (the first in line "
      "1); U+06D6 SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA, once (the first in line "
      "3); U+0750 BEH WITH THREE DOTS HORIZONTALLY BELOW, once (the first in line 3)\n");
  BOOST_TEST(result.status == 0);
  result = run("arnorm -j 2 --unmapped drop buckwalter text");
  BOOST_TEST(result.out == "ktAb \nxyz\n   \n");
  BOOST_TEST(contains(result.err, "5 letters that no row maps, deleted: "));
  result = run("arnorm --unmapped error buckwalter text");
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err == "arnorm: text: no row maps U+0679 TTEH in line 1\n");
  BOOST_TEST(result.status == 1);
}

// Without --unmapped only the first letter is told, once.
BOOST_AUTO_TEST_CASE(the_first_unmapped_letter_is_told) {
  write("one", "كتاب\nxyz\nٹ ڑ ٹ\n");
  write("two", "ڑ\n");
  Result result = run("arnorm buckwalter one two");
  BOOST_TEST(result.out == "ktAb\nxyz\nٹ ڑ ٹ\nڑ\n");
  BOOST_TEST(result.status == 0);
  BOOST_TEST(result.err.starts_with("arnorm: one: note: U+0679 TTEH (ٹ) in line 3 is not mapped by "
                                    "`buckwalter` and stays as it is; `"));
  BOOST_TEST(contains(result.err, " it (--unmapped keep counts all such letters, --unmapped "
                                  "ignore omits this note)\n"));
  BOOST_TEST(lines(result.err) == 1);
  BOOST_TEST(run("arnorm --unmapped ignore buckwalter one").err == "");
  BOOST_TEST(run("arnorm --unmapped ignore buckwalter one").out == "ktAb\nxyz\nٹ ڑ ٹ\n");
  BOOST_TEST(contains(run("arnorm --stats --unmapped ignore buckwalter one").err,
                      "unmapped letters   not looked for\n"));
  BOOST_TEST(lines(run("arnorm --unmapped keep buckwalter one").err) == 1);
}

BOOST_AUTO_TEST_CASE(nothing_is_told_where_letters_are_meant_to_stay) {
  write("text", "لڑکی ٹ\n");
  for (const char *options :
       {"search", "clean", "-r buckwalter", "buckwalter:iso-233", "--lossless buckwalter"}) {
    BOOST_TEST(run("arnorm " + std::string(options) + " text").err == "", options);
  }
  write("text", "`لڑکی` <a b='ڑ'> قال\n");
  BOOST_TEST(run("arnorm --protect code,tag buckwalter text").err == "");
  write("text", "{\"a\": \"قال\", \"b\": \"لڑکی\"}\n");
  BOOST_TEST(run("arnorm --jsonl a buckwalter text").err == "");
  BOOST_TEST(contains(run("arnorm --jsonl b buckwalter text").err, "U+0691 RREH (ڑ) in line 1"));
}

// Whatever the threads, the records and the pieces, it is the first one of the first file.
BOOST_AUTO_TEST_CASE(the_first_unmapped_letter_is_the_same_in_any_run) {
  std::string text;
  while (text.size() < 2'000'000) {
    text += text.size() == 900'000 ? "قال ڑ\n" : "قال كتاب\n";
  }
  std::size_t line = 1 + lines(text.substr(0, text.find("ڑ")));
  text += "ٹ\n";
  write("text", text);
  std::string wanted =
      "arnorm: text: note: U+0691 RREH (ڑ) in line " + std::to_string(line) + " is";
  for (const char *options : {"", "-j 2", "-j 5", "--stats", "--tsv 1", "--protect url"}) {
    std::string err = run("arnorm " + std::string(options) + " buckwalter text").err;
    BOOST_TEST(err.starts_with(wanted), options << ": " << err.substr(0, 200));
  }
  std::string long_line = text;
  std::replace(long_line.begin(), long_line.end(), '\n', ' ');
  write("long", long_line);
  BOOST_TEST(contains(run("arnorm buckwalter long").err, "U+0691 RREH (ڑ) in line 1 "));
  for (const char *file : {"a", "b", "c", "d", "e", "f"}) {
    write(file, *file == 'a' ? "قال\n" : std::string(*file == 'b' ? "ڑ" : "ٹ") + "\n");
  }
  for (const char *options : {"-j 2 -o out/", "-o out/"}) {
    std::string err =
        run("mkdir -p out; arnorm " + std::string(options) + " buckwalter a b c d e f").err;
    BOOST_TEST(contains(err, "arnorm: b: note: U+0691 RREH (ڑ) in line 1 "));
    BOOST_TEST(lines(err) == 1);
  }
}

// An endless input has no end at which to tell.
BOOST_AUTO_TEST_CASE(the_first_unmapped_letter_is_told_at_once) {
  Result result = run("(echo ڑ; until [ -s err ]; do sleep 0.01; done) | "
                      "timeout 60 arnorm buckwalter 2> err; cat err");
  BOOST_TEST(contains(result.out, "arnorm: standard input: note: U+0691 RREH (ڑ) in line 1 "));
}

BOOST_AUTO_TEST_CASE(unmapped_letters_of_the_way_back_are_latin) {
  Result result = run("echo 'ktAb Guest' | arnorm -r --unmapped keep buckwalter");
  BOOST_TEST(contains(result.err, "U+0065 LATIN SMALL LETTER E, once (the first in line 1)"));
  result = run("echo x | arnorm --unmapped keep search");
  BOOST_TEST(result.err ==
             "arnorm: --unmapped needs a chain that converts between scripts; `search` does not\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(unmapped_letters_of_a_long_line) {
  std::string text;
  while (text.size() < 2'000'000) {
    text += "كتاب ٹ ";
  }
  write("text", text);
  std::string out = run("arnorm --unmapped drop buckwalter text").out;
  BOOST_TEST(out.find("ٹ") == std::string::npos);
  BOOST_TEST(out.starts_with("ktAb  ktAb  "));
}

BOOST_AUTO_TEST_CASE(stats_count_lines_and_rows) {
  write("one", "كتاب\nabc\n");
  write("two", "بب\n\n");
  Result result = run("arnorm --stats --json -j 2 buckwalter one two");
  BOOST_TEST(result.out == "ktAb\nabc\nbb\n\n");
  for (const char *part : {"\"lines\":4", "\"changed_lines\":2", "\"bytes_in\":19"}) {
    std::string found = result.err;
    std::erase(found, ' ');
    BOOST_TEST(contains(found, part), part);
  }
  result = run("arnorm --stats buckwalter one two");
  BOOST_TEST(contains(result.err, "from \"ب\" to \"b\""));
}

// Random bytes with random options for a minute at most.
BOOST_AUTO_TEST_CASE(any_bytes_with_any_options) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    write("text", random_bytes(200'000, seed) + random_text(20'000, seed));
    for (const char *words :
         {"--protect all buckwalter", "-r --protect all buckwalter", "-0 search",
          "--lossless iso-233", "--lossless -r iso-233", "--jsonl a search", "--csv 2 search",
          "--tsv 2 search", "--unmapped drop hsb", "--stats clean",
          "--invalid replace -j 3 din-31635"}) {
      Result result =
          run("timeout 120 arnorm " + std::string(words) + " text > out 2> err; echo $?");
      BOOST_REQUIRE_MESSAGE(result.out == "0\n", words);
    }
  }
}

// Whichever allocation fails, the command reports it and exits, or succeeds without that memory.
BOOST_AUTO_TEST_CASE(memory_that_runs_out_at_any_time) {
  if (with_fault("").empty()) {
    BOOST_TEST_MESSAGE("skipped: nothing can be loaded into the command");
    return;
  }
  write("hex.toml", "format = 1\nname = \"hex\"\n[[stage]]\nicu = \"Latin-ASCII\"\n");
  write("text", random_text(3000, 9) + "e\u0301\n");
  for (const char *words : {"-j 2 clean,buckwalter text", "--engine icu nfc,buckwalter text",
                            "./hex.toml text", "--lossless -r iso-233 text"}) {
    const std::string wanted = run(std::string("arnorm ") + words).out;
    // Allocations before `main` cannot be handled. ICU does not check all of its allocations, so it
    // may crash.
    const bool in_icu = contains(words, "icu") || contains(words, "hex");
    for (double n = 40; n < 100'000; n *= 1.2) {
      Result result =
          run(with_fault("ARNORM_FAIL_ALLOCATION=" + std::to_string(static_cast<long>(n))) +
              "arnorm " + words);
      if (result.status == 0) {
        check_same(result.out, wanted);
      } else {
        bool crashed = in_icu && result.status == 128 + 11;
        BOOST_TEST((crashed || result.status == 2), words << ' ' << n);
        BOOST_TEST((crashed || contains(result.err, "arnorm: out of memory\n")), words << ' ' << n);
        check_same(result.out, wanted.substr(0, result.out.size()));
      }
    }
  }
}

// The line is large enough to show that memory does not grow with it. With ARNORM_ROUNDS=100 it is
// a gigabyte long.
BOOST_AUTO_TEST_CASE(a_line_larger_than_the_memory_that_is_allowed) {
  if (run("ulimit -v 1000000 && arnorm --version").status != 0) {
    BOOST_TEST_MESSAGE("skipped: the sanitizers need more than can be forbidden");
    return;
  }
  const char *variable = std::getenv("ARNORM_ROUNDS");
  const long long rounds = variable == nullptr ? 1 : std::atoll(variable);
  const std::string size = std::to_string(10'000'000LL * rounds);
  for (const char *words : {"search,buckwalter", "--lossless buckwalter",
                            "--protect all buckwalter", "--tsv 2 buckwalter", "-0 buckwalter"}) {
    BOOST_TEST(run("yes 'كتاب وقلم ' | tr -d '\\n' | head -c " + size +
                   " |\n"
                   "(ulimit -v 100000; arnorm " +
                   words + ") | wc -c | grep -q '[1-9]......' && echo fine")
                       .out == "fine\n",
               words);
  }
}

// Fourteen sets that tell 16,384 characters apart, in thousands of rows: what follows the first
// state of the automaton is another state for each of these characters.
BOOST_AUTO_TEST_CASE(a_table_that_tells_thousands_of_characters_apart) {
  if (run("ulimit -v 250000 && arnorm --version").status != 0) {
    BOOST_TEST_MESSAGE("skipped: the sanitizers need more than can be forbidden");
    return;
  }
  constexpr unsigned bits = 14;
  constexpr unsigned first = 0x20000;
  std::string rules = "format = 1\nname = \"classes\"\n[sets]\n";
  for (unsigned bit = 0; bit < bits; ++bit) {
    unsigned step = 1U << bit;
    rules += fmt::format("s{} = '[", bit);
    for (unsigned c = step; c < 1U << bits; c += 2 * step) {
      rules += fmt::format("\\u{{{:X}}}", first + c);
      rules += step == 1 ? "" : fmt::format("-\\u{{{:X}}}", first + c + step - 1);
    }
    rules += "]'\n";
  }
  rules += "[[stage]]\ntable = [\n";
  for (unsigned i = 0; i < 8000; ++i) {
    rules +=
        fmt::format("{{ from = '$s{}\\u{{{:X}}}', to = 'x' }},\n", i % bits, 0x4E00 + i / bits);
  }
  write("classes.toml", rules + "]\n");
  Result result =
      run("ulimit -v 250000; printf '\U00023FFF\u4E00\U00023FFF' | arnorm ./classes.toml");
  BOOST_TEST(result.out == "x\U00023FFF");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_SUITE_END()
