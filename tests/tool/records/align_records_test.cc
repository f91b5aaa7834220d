// `arnorm align`: a line of JSON for each text.
#include <boost/test/unit_test.hpp>

#include "arnorm/alignment.h"
#include "support/shell.h"
#include "tool/records/edit_line.h"

using namespace arnorm;
using namespace arnorm::test;
using namespace arnorm::tool;

BOOST_FIXTURE_TEST_SUITE(align_records, Shell)

BOOST_AUTO_TEST_CASE(each_line_has_its_edits) {
  BOOST_TEST(good("printf 'مِصر\\n\\nabc\\r\\nب' | arnorm align buckwalter") ==
             "{\"in\": \"مِصر\", \"out\": \"miSr\", \"edits\": [[0, 2, 0, 1], [2, 4, 1, 2], "
             "[4, 6, 2, 3], [6, 8, 3, 4]]}\n"
             "{\"in\": \"\", \"out\": \"\", \"edits\": []}\n"
             "{\"in\": \"abc\", \"out\": \"abc\", \"edits\": []}\n"
             "{\"in\": \"ب\", \"out\": \"b\", \"edits\": [[0, 2, 0, 1]]}\n");
}

BOOST_AUTO_TEST_CASE(backwards) {
  BOOST_TEST(good("printf 'xb\\n' | arnorm align -r buckwalter") ==
             "{\"in\": \"xb\", \"out\": \"خب\", \"edits\": [[0, 1, 0, 2], [1, 2, 2, 4]]}\n");
}

BOOST_AUTO_TEST_CASE(units) {
  write("text", "\U0001F600 ب\n");
  BOOST_TEST(contains(good("arnorm align buckwalter text"), "\"edits\": [[5, 7, 5, 6]]"));
  BOOST_TEST(contains(good("arnorm align --utf16 buckwalter text"), "\"edits\": [[3, 4, 3, 4]]"));
  BOOST_TEST(
      contains(good("arnorm align --code-points buckwalter text"), "\"edits\": [[2, 3, 2, 3]]"));
  Result both = run("arnorm align --utf16 --code-points buckwalter text");
  BOOST_TEST(both.status == 2);
  BOOST_TEST(contains(both.err, "mutually exclusive"));
}

BOOST_AUTO_TEST_CASE(fields_of_records) {
  write("a.jsonl", "{\"t\": \"ب\\u0628\\nت\", \"u\": \"ب\"}\n{\"u\": 1}\n{\"t\": \"x\"}\n");
  BOOST_TEST(good("arnorm align --code-points --jsonl t buckwalter a.jsonl") ==
             "{\"in\": \"بب\\nت\", \"out\": \"bb\\nt\", \"edits\": [[0, 1, 0, 1], [1, 2, 1, 2], "
             "[3, 4, 3, 4]]}\n"
             "{\"in\": \"x\", \"out\": \"x\", \"edits\": []}\n");
  write("a.tsv", "n\ttext\n1\tب\n2\n3\t\n");
  BOOST_TEST(good("arnorm align --tsv text buckwalter a.tsv") ==
             "{\"in\": \"ب\", \"out\": \"b\", \"edits\": [[0, 2, 0, 1]]}\n"
             "{\"in\": \"\", \"out\": \"\", \"edits\": []}\n");
  write("a.csv", "1,\"ب\"\"\nت\"\n2,ث\n");
  BOOST_TEST(good("arnorm align --csv 2 buckwalter a.csv") ==
             "{\"in\": \"ب\\\"\\nت\", \"out\": \"b\\\"\\nt\", \"edits\": [[0, 2, 0, 1], "
             "[4, 6, 3, 4]]}\n"
             "{\"in\": \"ث\", \"out\": \"v\", \"edits\": [[0, 2, 0, 1]]}\n");
}

// `$edge` sees the lines of a field one by one, as the filter does.
BOOST_AUTO_TEST_CASE(lines_of_a_field_are_texts_of_their_own) {
  write("edge.toml", "format = 1\nname = \"edge\"\n[[stage]]\n"
                     "table = [ { from = \"ب\", before = \"$end\", to = \"P\" },\n"
                     "          { from = \"ب\", to = \"b\" } ]\n");
  write("a.jsonl", "{\"t\": \"بب\\r\\nب\\n\"}\n");
  BOOST_TEST(contains(good("arnorm align --jsonl t ./edge.toml a.jsonl"),
                      "\"out\": \"bP\\r\\nP\\n\", \"edits\": [[0, 2, 0, 1], [2, 4, 1, 2], "
                      "[6, 8, 4, 5]]"));
  BOOST_TEST(contains(good("arnorm --jsonl t ./edge.toml a.jsonl"), "bP\\r\\nP\\n"));
}

BOOST_AUTO_TEST_CASE(a_malformed_record_has_no_lines) {
  write("a.jsonl", "{\"t\": \"ب\", \"t\": \"\\q\"}\n{\"t\": \"ب\"}\n");
  Result result = run("arnorm align --jsonl t buckwalter a.jsonl");
  BOOST_TEST(result.out == "{\"in\": \"ب\", \"out\": \"b\", \"edits\": [[0, 2, 0, 1]]}\n");
  BOOST_TEST(contains(result.err, "a.jsonl: 1 malformed record, left out (the first in line 1"));
  BOOST_TEST(result.status == 0);
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_replaced_and_offsets_are_those_of_the_file) {
  write("text", "x\n\xE2\x80ب\xFF\n");
  Result result = run("arnorm align buckwalter text");
  BOOST_TEST(contains(result.out, "{\"in\": \"\uFFFDب\uFFFD\", \"out\": \"\uFFFDb\uFFFD\", "
                                  "\"edits\": [[2, 4, 2, 3]]}\n"));
  BOOST_TEST(contains(result.err, "malformed UTF-8, replaced with U+FFFD (3 bytes in 1 line, the "
                                  "first in line 2 at byte offset 2)"));
  BOOST_TEST(contains(run("arnorm align --code-points buckwalter text").out, "[[1, 2, 1, 2]]"));
  BOOST_TEST(contains(run("arnorm align --code-points --invalid replace buckwalter text").out,
                      "[[0, 1, 0, 1], [1, 2, 1, 2], [2, 3, 2, 3]]"));
  Result stopped = run("arnorm align --invalid error buckwalter text");
  BOOST_TEST(stopped.out == "{\"in\": \"x\", \"out\": \"x\", \"edits\": []}\n");
  BOOST_TEST(contains(stopped.err, "malformed UTF-8 in line 2, byte offset 2: 0xE2"));
  BOOST_TEST(stopped.status == 1);
}

BOOST_AUTO_TEST_CASE(a_long_line_comes_in_parts) {
  std::string line;
  for (int i = 0; i < 40000; ++i) {
    line += "مُحَمَّد ";
  }
  std::string composed; // edits that are not complete where a part ends
  for (int i = 0; i < 20000; ++i) {
    composed += "ا\u0653ﻻ\u064E\u0651\u0654ﷲ";
    composed += i % 3 == 0 ? "x" : "";
  }
  write("text", "ت\n" + line + "\n" + composed + "\nب\n");
  std::string out = good("arnorm align buckwalter text");
  BOOST_TEST(lines(out) > 5U);
  BOOST_TEST(out.ends_with("{\"in\": \"ب\", \"out\": \"b\", \"edits\": [[0, 2, 0, 1]]}\n"));
  check_same(good("cat text | arnorm align buckwalter"), out);
  check_same(good("arnorm align -j 2 buckwalter text"), out);
  write("join.py", "import json, sys\n"
                   "text, out, more = '', '', False\n"
                   "for line in sys.stdin:\n"
                   "    part = json.loads(line)\n"
                   "    at_in = at_out = 0\n"
                   "    for a, b, c, d in part['edits'] + [[len(part['in'])] * 2 + "
                   "[len(part['out'])] * 2]:\n"
                   "        assert part['in'][at_in:a] == part['out'][at_out:c]\n"
                   "        at_in, at_out = b, d\n"
                   "    print(part['out'], end='' if part.get('more') else '\\n')\n");
  for (const std::string chain : {"buckwalter", "clean", "search", "nfkd"}) {
    check_same(good("arnorm align --code-points " + chain + " text | python3 join.py"),
               good("arnorm --unmapped ignore " + chain + " text"));
  }
}

// Marks that a first pass deletes while the next ones wait for a letter.
BOOST_AUTO_TEST_CASE(memory_is_bounded) {
  if (run("ulimit -v 400000 && arnorm --version").status != 0) {
    BOOST_TEST_MESSAGE("skipped: the sanitizers need more than can be forbidden");
    return;
  }
  for (auto [chain, letter] : {std::pair{"search,ala-lc", ""}, std::pair{"search", "ك"}}) {
    std::string text = letter;
    while (text.size() < 10'000'000) {
      text += "\u064E";
    }
    write("text", text);
    Result result = run(std::string("ulimit -v 400000; arnorm align ") + chain + " text | wc -l");
    BOOST_TEST(result.out == "153\n");
    BOOST_TEST(result.err == "");
  }
}

BOOST_AUTO_TEST_CASE(edges_of_usage) {
  BOOST_TEST(run("arnorm align").status == 2);
  BOOST_TEST(run("arnorm align no-such-set </dev/null").status == 2);
  BOOST_TEST(run("arnorm align buckwalter no-such-file").status == 2);
  BOOST_TEST(good("arnorm align buckwalter </dev/null") == "");
  BOOST_TEST(contains(good("arnorm align --help"), "arnorm align [OPTIONS] CHAIN [FILE...]"));
  good("printf 'ب' | arnorm align -o out buckwalter");
  BOOST_TEST(read("out") == "{\"in\": \"ب\", \"out\": \"b\", \"edits\": [[0, 2, 0, 1]]}\n");
}

BOOST_AUTO_TEST_CASE(a_line_of_an_edit_that_cuts_a_sequence) {
  Alignment edits; // the second byte of an ill-formed sequence of two
  edits.add_copy(1);
  edits.add_edit(1, 0);
  edits.add_copy(1);
  std::string line;
  append_edit_line(line, "\xE2\x80x", "\xE2x", edits, OffsetUnit::code_points, true);
  BOOST_TEST(line == "{\"in\": \"\uFFFDx\", \"out\": \"\uFFFDx\", \"edits\": [[0, 1, 1, 1]], "
                     "\"more\": true}\n");
}

BOOST_AUTO_TEST_SUITE_END()
