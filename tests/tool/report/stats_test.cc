// The report of --stats for counts that are made here.
#include <boost/test/unit_test.hpp>

#include "characters/json_text.h"
#include "support/shell.h"
#include "tool/report/stats.h"

using namespace arnorm;
using namespace arnorm::test;
using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(stats)

namespace {

const char *const letters = R"(format = 1
name = "letters"
[[stage]]
remove = '[\u0640]'
only = "forward"
[[stage]]
form = "NFC"
[[stage]]
table = [
  { from = "ب", to = "b" },
  { from = "ت", to = "t" },
  { from = '([ab])\u064E', to = "$1", after = "$edge", before = ["c", 'd'] },
  { from = "x", to = "y" },
]
)";

// A rule text, and its counts for some texts.
struct Counted {
  explicit Counted(std::string_view rule_text, Direction direction = Direction::forward)
      : parsed(rule_text, direction), counter(RowCounter::build(parsed.steps, parsed.report)) {
    BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
    BOOST_REQUIRE(counter);
    hits = std::make_unique<RowCounts>(*counter);
  }
  Parsed parsed;
  std::unique_ptr<const RowCounter> counter;
  std::unique_ptr<RowCounts> hits;
};

Findings some() {
  Findings found;
  found.lines = 120;
  found.changed = 7;
  found.bytes_in = 4096;
  found.bytes_out = 3000;
  found.line = 9;
  found.offset = 100;
  found.add_malformed(2, 3);
  found.add_bad_record("no \"text\"\x01\xFF");
  found.first_unmapped = {U'\u0691', 4};
  found.looked_for_unmapped = true;
  found.add_unmapped(U'\u067E');
  found.add_unmapped(U'\u06AF');
  found.add_unmapped(U'\u06AF');
  return found;
}

// Evaluates a Python expression about a JSON document, which it calls `d`.
std::string ask(const Shell &shell, const std::string &json, const std::string &expression) {
  shell.write("stats.json", json);
  shell.write("ask.py", "import json\nd = json.load(open('stats.json', encoding='utf-8'))\n"
                        "print(ascii(" +
                            expression + "))\n");
  return shell.good("python3 ask.py");
}

} // namespace

BOOST_AUTO_TEST_CASE(numbers_alone) {
  BOOST_TEST(stats_text(some(), nullptr) == "lines               120\n"
                                            "changed lines         7\n"
                                            "bytes in           4096\n"
                                            "bytes out          3000\n"
                                            "malformed bytes       2\n"
                                            "malformed records     1\n"
                                            "unmapped letters      3\n"
                                            "  U+06AF GAF          2\n"
                                            "  U+067E PEH          1\n");
}

BOOST_AUTO_TEST_CASE(what_nobody_looked_for_is_not_zero) {
  BOOST_TEST(contains(stats_text({}, nullptr), "malformed records  0\n"
                                               "unmapped letters   not looked for\n"));
  BOOST_TEST(contains(stats_json({}, nullptr), "\n  \"unmapped\": null,\n"));
  Findings none;
  none.looked_for_unmapped = true;
  BOOST_TEST(contains(stats_text(none, nullptr), "unmapped letters   0\n"));
  BOOST_TEST(contains(stats_json(none, nullptr), "\n  \"unmapped\": [],\n"));
}

BOOST_AUTO_TEST_CASE(rows_by_hits) {
  Counted counted(letters);
  for (const char *text : {"\u062B\u0628\u0640\u0640", "\u062A\u062A\u062A a\u064Ed", "e\u0301"}) {
    counted.hits->count(text);
  }
  std::string text = stats_text({}, counted.hits.get());
  BOOST_TEST(text.substr(text.find("\n\n") + 1) ==
             R"(
hits  stage  place
   3      3  <test>:11  from "ت" to "t"  U+062A TEH
   1      3  <test>:10  from "ب" to "b"  U+0628 BEH
   1      3  <test>:12  from '([ab])\u064E' to "$1"  after "$edge"  before "c" or 'd'

1 row never fired
<test>: 13

count  stage  place
    2      1  <test>:3  remove: characters removed
    1      2  <test>:6  form NFC: texts changed
)");
}

BOOST_AUTO_TEST_CASE(nothing_fired) {
  Counted counted(letters);
  std::string text = stats_text({}, counted.hits.get());
  BOOST_TEST(!contains(text, "hits"));
  BOOST_TEST(contains(text, "\n\n4 rows never fired\n<test>: 10-13\n\n"));
}

// In reverse, rows are shown in the direction in which they run.
BOOST_AUTO_TEST_CASE(a_row_that_runs_backwards) {
  Counted counted(letters, Direction::reverse);
  counted.hits->count("b");
  std::string text = stats_text({}, counted.hits.get());
  BOOST_TEST(contains(text, "<test>:10  from \"b\" to \"ب\"  U+0628 BEH\n"));
  BOOST_TEST(contains(text, "\n2 rows never fired\n<test>: 11, 13\n"));
}

BOOST_AUTO_TEST_CASE(both_sides_are_spelled) {
  Counted counted(table("{ from = 'ة', to = 'ه' }"));
  counted.hits->count("ة");
  BOOST_TEST(contains(stats_text({}, counted.hits.get()),
                      "from 'ة' to 'ه'  U+0629 TEH MARBUTA -> U+0647 HEH\n"));
}

BOOST_AUTO_TEST_CASE(terminals_get_isolated_rows) {
  Counted counted(letters);
  counted.hits->count("ب");
  BOOST_TEST(contains(stats_text({}, counted.hits.get(), {}, true),
                      "\u2066from \"ب\" to \"b\"\u2069  U+0628 BEH\n"));
}

// A row is shown on one line even if it is written on several.
BOOST_AUTO_TEST_CASE(a_row_is_one_line) {
  Counted counted(table("{ from = '''\na''', to = 'b' }"));
  counted.hits->count("a");
  BOOST_TEST(contains(stats_text({}, counted.hits.get()), "  from '''\uFFFDa''' to 'b'\n"));
}

BOOST_AUTO_TEST_CASE(json_strings) {
  BOOST_TEST(json_string("") == "\"\"");
  BOOST_TEST(json_string("a\"b\\c/\u0628") == "\"a\\\"b\\\\c/\u0628\"");
  BOOST_TEST(json_string(std::string_view("\0\n\x1F\x7F", 4)) == "\"\\u0000\\n\\u001F\\u007F\"");
  BOOST_TEST(json_string("\xFFz\xD8") == "\"\uFFFDz\uFFFD\"");
}

BOOST_AUTO_TEST_CASE(json_of_numbers_alone) {
  Findings found = some();
  found.stop_here("malformed UTF-8", 5, "0xFF");
  BOOST_TEST(stats_json(found, nullptr) == R"({
  "lines": 120,
  "changed_lines": 7,
  "bytes_in": 4096,
  "bytes_out": 3000,
  "malformed": {"bytes": 2, "lines": 1, "first_line": 9, "first_offset": 103},
  "malformed_records": {"count": 1, "first_line": 9, "first_reason": "no \"text\"\u0001)"
                                           "\uFFFD"
                                           R"("},
  "unmapped": [
    {"letter": "گ", "name": "U+06AF GAF", "count": 2, "first_line": 9},
    {"letter": "پ", "name": "U+067E PEH", "count": 1, "first_line": 9}
  ],
  "first_unmapped": {"letter": "ڑ", "name": "U+0691 RREH", "line": 4},
  "stopped": {"line": 9, "what": "malformed UTF-8", "offset": 105, "detail": "0xFF"},
  "replaced": [],
  "rows": null,
  "rows_never_fired": null,
  "never_fired": null,
  "stages": null
}
)");
}

// All keys are present even if there is nothing to report.
BOOST_AUTO_TEST_CASE(json_of_nothing) {
  Counted counted(rules("[[stage]]\nremove = '[x]'\nonly = 'forward'\n"), Direction::reverse);
  Findings none;
  none.looked_for_unmapped = true;
  BOOST_TEST(stats_json(none, counted.hits.get()) == R"({
  "lines": 0,
  "changed_lines": 0,
  "bytes_in": 0,
  "bytes_out": 0,
  "malformed": {"bytes": 0, "lines": 0, "first_line": null, "first_offset": null},
  "malformed_records": {"count": 0, "first_line": null, "first_reason": null},
  "unmapped": [],
  "first_unmapped": null,
  "stopped": null,
  "replaced": [],
  "rows": [],
  "rows_never_fired": 0,
  "never_fired": [],
  "stages": []
}
)");
}

BOOST_FIXTURE_TEST_CASE(json_of_rows, Shell) {
  Counted counted(letters);
  counted.hits->count("\u0628\u062A\u0640\u0628 a\u064Ed");
  std::string json = stats_json(some(), counted.hits.get());
  BOOST_TEST(ask(*this, json, "d['rows'][0]") ==
             "{'hits': 2, 'stage': 3, 'set': 'letters', 'file': '<test>', 'line': 10, "
             "'from': '\\u0628', 'to': 'b', 'row': 'from \"\\u0628\" to \"b\"'}\n");
  BOOST_TEST(ask(*this, json, "[[r['hits'], r['line'], r['from'], r['to']] for r in d['rows']]") ==
             "[[2, 10, '\\u0628', 'b'], [1, 11, '\\u062a', 't'], [1, 12, None, None]]\n");
  BOOST_TEST(ask(*this, json, "d['rows_never_fired']") == "1\n");
  BOOST_TEST(ask(*this, json, "[[r['set'], r['line']] for r in d['never_fired']]") ==
             "[['letters', 13]]\n");
  BOOST_TEST(ask(*this, json, "d['stages']") ==
             "[{'count': 1, 'of': 'characters removed', 'stage': 1, 'set': 'letters', "
             "'file': '<test>', 'line': 3, 'kind': 'remove'}, "
             "{'count': 0, 'of': 'texts changed', 'stage': 2, 'set': 'letters', "
             "'file': '<test>', 'line': 6, 'kind': 'form NFC'}]\n");
}

// Rows with all characters that JSON must escape.
BOOST_FIXTURE_TEST_CASE(json_is_valid_whatever_the_rows_hold, Shell) {
  Counted counted(table("{ from = '\"\\\\', to = \"\\\\\\\\\\\"\\u0001\\u0009\" },"
                        "{ from = '''\nb\t\n''', to = '' }"));
  counted.hits->count("\"\\b\t\xFF");
  std::string json = stats_json(some(), counted.hits.get());
  BOOST_TEST(ask(*this, json, "[[r['from'], r['to']] for r in d['rows']]") ==
             "[['\"\\\\', '\\\\\"\\x01\\t'], ['b', '']]\n");
  BOOST_TEST(ask(*this, json, "d['rows'][1]['row']") == "\"from '''\\nb\\t\\n''' to ''\"\n");
}

BOOST_AUTO_TEST_SUITE_END()
