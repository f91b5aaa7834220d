// TSV, CSV and JSON lines: all bytes outside the selected fields are copied.
#include <boost/test/unit_test.hpp>

#include <random>

#include "support/shell.h"
#include "support/work.h"

using namespace arnorm;
using namespace arnorm::test;

namespace {

// Rules that change nothing, rules that write characters with a meaning in records, and ordinary
// rules.
const char *const idle = "format = 1\nname = \"idle\"\n[[stage]]\n"
                         "table = [ { from = '\\U0010FFFD', to = 'x' } ]\n";
const char *const ends = "format = 1\nname = \"ends\"\n[[stage]]\n"
                         "table = [ { from = 'q', to = '\"' }, { from = 'c', to = ',' },\n"
                         "          { from = 'b', to = '\\\\' }, { from = 'ب', to = 'b' } ]\n";

enum Format { tsv, csv, jsonl };

tool::FilterArguments arguments(Format format, const std::string &fields,
                                const std::string &chain) {
  tool::FilterArguments result;
  result.chain = chain;
  result.stats = true;
  if (format == jsonl) {
    result.jsonl = {fields};
  } else {
    (format == tsv ? result.tsv : result.csv) = fields;
  }
  return result;
}

// Random bytes in which characters with a meaning in records are frequent.
std::string random_records(std::mt19937 &random, Format format, std::size_t parts) {
  static const std::vector<std::string> any{"\"", "\"\"",  ",",      "\n",  "\r\n", "\r",
                                            "\t", "ب",     "a",      "q",   "c",    "\xFF",
                                            " ",  "\"ب\"", "\uFEFF", ",\"", "\",",  "\n\""};
  static const std::vector<std::string> json{"{",
                                             "}",
                                             "[",
                                             "]",
                                             ":",
                                             ",",
                                             "\"a\"",
                                             "\"ب\"",
                                             "\"\\u0628\"",
                                             "\\",
                                             "1e5",
                                             "01",
                                             "true",
                                             "nul",
                                             "\n",
                                             "\r\n",
                                             " ",
                                             "{\"a\":\"ب\"}",
                                             "{\"a\":\"b\\u0628\"}\n",
                                             "{\"a\":[1,\"ب\",{\"a\":\"q\"}]}\n",
                                             "[\"ب\"]\n",
                                             "\xFF",
                                             "\"\\ud800\"",
                                             "\"\\x\"",
                                             "{\"a\":\"ب\\nب\"}\n",
                                             "-0.5",
                                             "{\"a\" : \"ب\" , \"b\":null}\n"};
  const auto &all = format == jsonl ? json : any;
  std::string text;
  for (std::size_t i = random() % (parts + 1); i > 0; --i) {
    text += all[random() % all.size()];
  }
  return text;
}

} // namespace

struct RecordsShell : Shell {
  RecordsShell() {
    write("idle.toml", idle);
    write("ends.toml", ends);
  }
  std::string through(const std::string &options, std::string_view text) const {
    write("text", text);
    return run("arnorm " + options + " text 2>err").out;
  }
  std::string errors() const { return read("err"); }
};

BOOST_FIXTURE_TEST_SUITE(records, RecordsShell)

BOOST_AUTO_TEST_CASE(tsv_touches_its_columns) {
  BOOST_TEST(through("--tsv 2 buckwalter", "ب\tت\tث\r\n\nج\n\tح\nخ\tد") ==
             "ب\tt\tث\r\n\nج\n\tH\nخ\td");
  BOOST_TEST(through("--tsv 3,1 buckwalter", "ب\tت\tث\tج\n") == "b\tت\tv\tج\n");
  BOOST_TEST(through("--tsv text,1 buckwalter", "ب\ttext\nب\tت\tث\n") == "ب\ttext\nb\tt\tث\n");
  BOOST_TEST(good("printf 'ب\\tت\\nx\\0ب\\tث\\0' | arnorm -0 --tsv 2 buckwalter | tr '\\0' '|'") ==
             "ب\tt\nx|ب\tv|");
}

BOOST_AUTO_TEST_CASE(csv_touches_its_columns_and_keeps_its_quotes) {
  BOOST_TEST(through("--csv 2 buckwalter", "ب,ت,ث\r\n\"ب\",\"ت\"\"ت\",\"ث\"\n,\"\"\nب\n") ==
             "ب,t,ث\r\n\"ب\",\"t\"\"t\",\"ث\"\n,\"\"\nب\n");
  BOOST_TEST(through("--csv 1 buckwalter", "\"ب\nت\r\nث, ج\",ب\n") == "\"b\nt\r\nv, j\",ب\n");
  BOOST_TEST(through("--csv 1 ./ends.toml", "q,c\nc,x\n\"q\",c\nبx\n") ==
             "\"\"\"\",c\n\",\",x\n\"\"\"\",c\nbx\n");
  BOOST_TEST(through("--csv 'a b' buckwalter", "\uFEFF\"a b\",c\nب,ت\n") ==
             "\uFEFF\"a b\",c\nb,ت\n");
  BOOST_TEST(errors() == "");
}

BOOST_AUTO_TEST_CASE(csv_that_is_malformed) {
  BOOST_TEST(through("--csv 1 buckwalter", "ب\nب\"x\n\"ب\"x\n\"ب\nب\n") ==
             "b\nب\"x\n\"ب\"x\n\"ب\nb\n");
  BOOST_TEST(errors() == "arnorm: text: 3 malformed records, copied unchanged (the first in line "
                         "2: quote in an unquoted field)\n");
  Result result = run("arnorm --strict --csv 1 buckwalter text");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err ==
             "arnorm: text: malformed record in line 2: quote in an unquoted field\n");
  BOOST_TEST(result.status == 1);
}

// Lines of a single quoted field arrive one by one. Searching from the beginning for each of them
// would examine hundreds of gigabytes.
BOOST_AUTO_TEST_CASE(csv_that_comes_slowly_is_read_once) {
  good("printf 'x,\"' > slow; yes '\"\"' | head -n 30 | tr -d '\\n' > line");
  for (const char *end : {"", "\""}) {
    Result result = run("(printf 'x,\"'; line=$(< line); for ((i = 0; i < 60000; ++i)); do\n"
                        "  printf '%s\\n' \"$line\"; done; printf '" +
                        std::string(end) + "\\n') | timeout 100 arnorm --csv 1 nfc | wc -lc");
    BOOST_TEST(contains(result.out, *end == '\0' ? "60001 3660004" : "60001 3660005"));
    BOOST_TEST(contains(result.err, "unterminated quote") == (*end == '\0'));
  }
}

BOOST_AUTO_TEST_CASE(csv_with_a_quote_that_is_open_for_longer_than_a_record_may_be) {
  std::string lines_of_it;
  std::string done;
  while (lines_of_it.size() < 5'000'000) {
    lines_of_it += "ب,ت\n";
    done += "ب,t\n";
  }
  for (const char *close : {"", "\",ت\n"}) {
    const std::string text = "ث,\"ت\n" + lines_of_it + close;
    const std::string rest = *close == '\0' ? "" : "\",t\n";
    check_same(through("--csv 2 buckwalter", text).substr(0, done.size() + 6),
               ("ث,\"ت\n" + done).substr(0, done.size() + 6));
    BOOST_TEST(contains(errors(), "malformed record"));
    BOOST_TEST(contains(errors(), "(the first in line 1: unterminated quote)"));
    const std::string whole = run("arnorm --csv 2 buckwalter text 2>/dev/null").out;
    for (const char *pieces : {"cat text", "(head -c 4000000; sleep 0.1; cat) < text"}) {
      check_same(run(std::string(pieces) + " | arnorm --csv 2 buckwalter 2>/dev/null").out, whole);
    }
  }
}

// The mark is not part of a field, so a quote after it opens a quoted field.
BOOST_AUTO_TEST_CASE(csv_with_a_byte_order_mark) {
  const std::string text = "\uFEFF\"ب\nت, ث\",ب\n\"ب\",x\n";
  const std::string wanted = "\uFEFF\"b\nt, v\",ب\n\"b\",x\n";
  BOOST_TEST(through("--csv 1 buckwalter", text) == wanted);
  BOOST_TEST(errors() == "");
  for (int cut = 1; cut < 12; ++cut) {
    const std::string bytes = std::to_string(cut);
    BOOST_TEST(good("(head -c " + bytes +
                    "; sleep 0.05; cat) < text | arnorm --csv 1 buckwalter") == wanted);
  }
  BOOST_TEST(through("--csv 1 buckwalter", "\uFEFFب\n\xEF\xBB\"ب\n") == "\uFEFFb\n\xEF\xBB\"ب\n");
  BOOST_TEST(contains(errors(), "(the first in line 2: quote in an unquoted field"));
}

// Files may have been joined, so each record may begin with a mark.
BOOST_AUTO_TEST_CASE(tsv_with_a_byte_order_mark) {
  BOOST_TEST(through("--tsv a buckwalter", "\uFEFFa\tb\nب\tت\n") == "\uFEFFa\tb\nb\tت\n");
  BOOST_TEST(through("--tsv 1 strip-controls", "\uFEFFa\uFEFF\tb\n\uFEFFc\n") ==
             "\uFEFFa\tb\n\uFEFFc\n");
  const std::string text = "\uFEFFب\tت\n";
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    write("text", text);
    BOOST_TEST(good("(head -c " + std::to_string(cut) +
                    "; sleep 0.05; cat) < text | arnorm --tsv 1 buckwalter") == "\uFEFFb\tت\n");
  }
  const std::string rest(300'000, 'x'); // in pieces
  check_same(through("--tsv 1 strip-controls", "\uFEFF" + rest + "\uFEFF\n\uFEFFa\n"),
             "\uFEFF" + rest + "\n\uFEFFa\n");
  write("one", "\uFEFFa\tb\nب\tت\n");
  good("mkdir -p in; cp one in/1; cp one in/2; arnorm --recursive --tsv b buckwalter in > out");
  BOOST_TEST(read("out") == "\uFEFFa\tb\nب\tt\n\uFEFFa\tb\nب\tt\n");
  BOOST_TEST(good("arnorm align --tsv a buckwalter one") ==
             good("tail -c +4 one | arnorm align --tsv a buckwalter"));
}

BOOST_AUTO_TEST_CASE(json_with_a_byte_order_mark) {
  const std::string mark = "\uFEFF";
  const std::string text = mark + "{\"a\":\"ب\"}\n" + mark + "[]\n" + mark + "\n" + mark + " \n" +
                           mark + "{\"a\":\"ب\"}";
  const std::string wanted = mark + "{\"a\":\"b\"}\n" + mark + "[]\n" + mark + "\n" + mark + " \n" +
                             mark + "{\"a\":\"b\"}";
  BOOST_TEST(through("--strict --jsonl a buckwalter", text) == wanted);
  BOOST_TEST(errors() == "");
  for (std::size_t cut = 1; cut < 24; ++cut) {
    BOOST_TEST(good("(head -c " + std::to_string(cut) +
                    "; sleep 0.05; cat) < text | arnorm --jsonl a buckwalter") == wanted);
  }
  for (const char *bad : {"\xEF\xBB{\"a\":\"b\"}", "\uFEFF\uFEFF{\"a\":\"b\"}",
                          " \uFEFF{\"a\":\"b\"}", "{\uFEFF\"a\":\"b\"}"}) {
    BOOST_TEST(through("--jsonl a buckwalter", std::string(bad) + "\n") == bad + std::string("\n"));
    BOOST_TEST(contains(errors(), "1 malformed record"), bad);
  }
}

BOOST_AUTO_TEST_CASE(columns_with_another_delimiter) {
  BOOST_TEST(through("--csv b,1 --delimiter ';' buckwalter", "a;b\nب;\"ت;\"\"\";ث,ب\n") ==
             "a;b\nb;\"t;\"\"\";ث,ب\n");
  BOOST_TEST(through("--tsv 2 --delimiter '|' buckwalter", "ب|ت\tت|ث\n|\"ت\n") ==
             "ب|t\tt|ث\n|\"t\n");
  BOOST_TEST(through("--tsv b --delimiter , buckwalter", "a,b\nب,ت\n") == "a,b\nب,t\n");
  for (const char *tab : {"'\\t'", "$'\\t'"}) {
    BOOST_TEST(through(std::string("--csv 2 --delimiter ") + tab + " buckwalter", "ب\t\"ت\t\"\n") ==
               "ب\t\"t\t\"\n");
  }
  BOOST_TEST(through("--csv 2 --delimiter $'\\x01' buckwalter", "ب\x01ت\n") == "ب\x01t\n");
  // What a rule writes must not separate columns.
  BOOST_TEST(through("--csv 1 --delimiter ';' ./ends.toml", "c;x\n") == ",;x\n");
  write("semicolon.toml", "format = 1\nname = \"semicolon\"\n[[stage]]\n"
                          "table = [ { from = 's', to = ';' } ]\n");
  BOOST_TEST(through("--csv 1 --delimiter ';' ./semicolon.toml", "s;x\n") == "\";\";x\n");
  Result result = run("printf 'a;x\\ns;x\\n' | arnorm --tsv 1 --delimiter ';' ./semicolon.toml");
  BOOST_TEST(result.out == "a;x\n");
  BOOST_TEST(result.err == "arnorm: standard input: a rule writes U+003B in line 2: it would split "
                           "the column there\n");
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(csv_lines_are_counted_within_quotes) {
  through("--csv 2 buckwalter", "\"a\nb\nc\",ب\nx,\"y\nz\",\xFFب\nd,\xFF\n");
  BOOST_TEST(contains(errors(), "(1 byte in 1 line, the first in line 6 at byte offset 25)"));
}

BOOST_AUTO_TEST_CASE(a_header_that_lacks_a_column) {
  write("good", "x,text\nب,ت\n");
  write("bad", "x,y\nب,ت\n");
  write("empty", "");
  Result result = run("arnorm --csv text buckwalter bad empty good");
  BOOST_TEST(result.out == "x,text\nب,t\n");
  BOOST_TEST(result.err == "arnorm: bad: the header line has no column `text`; it has `x`, `y`\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(a_header_that_is_too_long) {
  write("text", std::string(6'000'000, 'x') + "\nب\n");
  for (const char *words : {"--csv text buckwalter text", "--tsv text buckwalter text",
                            "--tsv text buckwalter < text"}) {
    Result result = run(std::string("arnorm ") + words);
    BOOST_TEST(result.out == "");
    BOOST_TEST(contains(result.err, ": the header line is too long\n"));
    BOOST_TEST(result.status == 2);
  }
  Result result = run("arnorm --csv text buckwalter .");
  BOOST_TEST(result.err == "arnorm: cannot read .: Is a directory\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(json_touches_its_fields) {
  const std::string record =
      R"({ "n":12345678901234567890123, "ب" : "ب","m":{"t":["ب",{"k.":"ب"},"ت"]} , "e":1e400})";
  auto with = [&](const std::string &path) {
    return through("--jsonl '" + path + "' buckwalter", record);
  };
  auto wanted = [&](const std::string &from, const std::string &to) {
    std::string text = record;
    return text.replace(text.find(from), from.size(), to);
  };
  BOOST_TEST(with("ب") == wanted(": \"ب\"", ": \"b\""));
  BOOST_TEST(with("m.t[0]") == wanted("[\"ب\"", "[\"b\""));
  BOOST_TEST(with("m.t[]") == wanted("[\"ب\",{\"k.\":\"ب\"},\"ت\"", "[\"b\",{\"k.\":\"ب\"},\"t\""));
  BOOST_TEST(with("m.t[1].k\\.") == wanted("\"k.\":\"ب\"", "\"k.\":\"b\""));
  BOOST_TEST(with("/m/t/1/k.") == wanted("\"k.\":\"ب\"", "\"k.\":\"b\""));
  for (const char *nothing : {"n", "m.t[3]", "x", "[]", "e", "m.t[].x"}) {
    BOOST_TEST(with(nothing) == record);
    BOOST_TEST(contains(errors(), "warning[AR0604]: no record has a string at `"), nothing);
  }
  BOOST_TEST(
      through("--jsonl '[]' --jsonl /a~1b buckwalter", "[\"ب\",1]\n{\"a/b\":\"ب\"}\n\"ب\"\n \n") ==
      "[\"b\",1]\n{\"a/b\":\"b\"}\n\"ب\"\n \n");
}

BOOST_AUTO_TEST_CASE(json_strings) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {R"("\u0061b\/")", R"("\u0061b\/")"},              // unchanged text keeps its bytes
      {R"("\u0628\ud83d\ude00")", R"("b\ud83d\ude00")"}, // text in ASCII remains in ASCII
      {R"("ب\u062a😀")", R"("bt😀")"},
      {R"("ب\ud800x\udc00")", R"("b\ud800x\udc00")"}, // lone surrogates
      {R"("ب\ud800\u0628\ud83d\u0041")",
       R"("b\ud800b\ud83d\u0041")"}, // a leading surrogate without a trailing one
      {R"("ب\ud800\ud800\udc00")", R"("b\ud800\ud800\udc00")"},
      {R"("\u0628\ud83d\ude00\udc00")", R"("b\ud83d\ude00\udc00")"},
      {R"("ب\n\t\"\\\u0001\u007f")", R"("b\n\t\"\\\u0001\u007f")"},
      {R"("ب\nب\r\nب")", R"("b\nb\r\nb")"},
      {R"("\u0643\u062A\u0628")", R"("ktb")"},
      {R"("")", R"("")"},
  };
  for (const auto &[text, wanted] : pairs) {
    BOOST_TEST(through("--jsonl a buckwalter", "{\"a\":" + text + "}\n") ==
               "{\"a\":" + wanted + "}\n");
  }
  BOOST_TEST(through("--jsonl a ./ends.toml", "{\"a\":\"qbب\"}") == "{\"a\":\"\\\"\\\\b\"}");
}

// They are copied where no chain sees them.
BOOST_AUTO_TEST_CASE(json_lone_surrogates_in_protected_spans_and_quotes) {
  BOOST_TEST(through("--jsonl a --protect code buckwalter", R"({"a":"`\ud800` ب"})") ==
             R"({"a":"`\ud800` b"})");
  BOOST_TEST(through("--jsonl a --lossless -r buckwalter", R"({"a":"⟦\ud800⟧ b"})") ==
             R"({"a":"\ud800 ب"})");
}

BOOST_AUTO_TEST_CASE(json_arrays_of_strings) {
  BOOST_TEST(through("--jsonl a buckwalter", R"({"a":["ب","ت",null,1,true,""],"b":["ب"]})"
                                             "\n[]\n"
                                             R"({"a":[]})"
                                             "\n"
                                             R"({"a":"ب"})") ==
             R"({"a":["b","t",null,1,true,""],"b":["ب"]})"
             "\n[]\n"
             R"({"a":[]})"
             "\n"
             R"({"a":"b"})");
  BOOST_TEST(errors() == "");
  BOOST_TEST(through("--jsonl '[]' buckwalter", "[\"ب\",[\"ب\"]]\n") == "[\"b\",[\"b\"]]\n");
  BOOST_TEST(through("--jsonl /a/1 buckwalter", "{\"a\":[\"ب\",[\"ب\"]]}\n") ==
             "{\"a\":[\"ب\",[\"b\"]]}\n");
  BOOST_TEST(errors() == "");
}

BOOST_AUTO_TEST_CASE(json_values_that_are_no_text) {
  struct Case {
    const char *path;
    const char *record;
    const char *out;
    const char *err;    // the diagnostic up to the place
    const char *better; // path, as a word of a shell command
  };
  for (const Case &each : {
           Case{"a", R"({"a":{"b":"ب"}})", R"({"a":{"b":"ب"}})",
                "error[AR0603]: `a` is an object, and not a text\n --> text:1:6\n", "a.b"},
           Case{"m.t", R"({"ب":1,"m":{"t":["ب",{"k.":"ب"},"ت"]}})",
                R"({"ب":1,"m":{"t":["b",{"k.":"ب"},"t"]}})",
                "error[AR0603]: `m.t` is an object, and not a text\n --> text:1:22\n",
                R"('m.t[].k\.')"},
           Case{"a[]", R"({"a":["ب",{"b":"ب"}]})", R"({"a":["b",{"b":"ب"}]})",
                "error[AR0603]: `a[]` is an object, and not a text\n --> text:1:11\n", "'a[].b'"},
           Case{"a", R"({"a":[["ب"],"ب"]})", R"({"a":[["ب"],"b"]})",
                "error[AR0603]: `a` is an array, and not a text\n --> text:1:7\n", "'a[]'"},
           Case{"/x~1y", R"({"x/y":{"[":"ب"}})", R"({"x/y":{"[":"ب"}})",
                "error[AR0603]: `x/y` is an object, and not a text\n --> text:1:8\n",
                R"('x/y.\[')"},
       }) {
    const std::string options = std::string("--jsonl '") + each.path + "' buckwalter";
    const std::string record = each.record + std::string("\n");
    BOOST_TEST(through(options, record + record) == each.out + std::string("\n") + each.out + "\n");
    BOOST_TEST(errors() == each.err +
                               std::string("  = note: this is so in 2 records\n"
                                           "  = help: `--jsonl ") +
                               each.better + "` selects the strings in it\n");
    BOOST_TEST(run("arnorm " + options + " text").status == 1);
    // The help works.
    BOOST_TEST(through(std::string("--jsonl ") + each.better + " buckwalter", record) != record);
    BOOST_TEST(errors() == "");
    Result strict = run("arnorm --strict " + options + " text");
    BOOST_TEST(strict.out == "");
    BOOST_TEST(contains(strict.err, "in line 1, byte offset") == false);
    BOOST_TEST(contains(strict.err, "AR0603"));
    BOOST_TEST(strict.status == 1);
  }
  // An object without keys holds no text.
  BOOST_TEST(through("--strict --jsonl a buckwalter", "{\"a\":{}}\n{\"a\":[[],{}]}\n") ==
             "{\"a\":{}}\n{\"a\":[[],{}]}\n");
}

// The other files are processed, and no file is overwritten.
BOOST_AUTO_TEST_CASE(a_file_with_values_that_are_no_text_stays_as_it_is) {
  write("one", "{\"a\":{\"b\":\"ب\"}}\n");
  write("two", "{\"a\":\"ب\"}\n");
  Result result = run("arnorm --jsonl a buckwalter one two");
  BOOST_TEST(result.out == "{\"a\":{\"b\":\"ب\"}}\n{\"a\":\"b\"}\n");
  BOOST_TEST(result.status == 1);
  result = run("arnorm -i --jsonl a buckwalter one two");
  BOOST_TEST(contains(result.err, "arnorm: nothing was written to one\n"));
  BOOST_TEST(result.status == 1);
  BOOST_TEST(read("one") + read("two") == "{\"a\":{\"b\":\"ب\"}}\n{\"a\":\"b\"}\n");
}

BOOST_AUTO_TEST_CASE(fields_that_no_record_has) {
  write("one", "{\"a\":\"ب\",\"n\":1,\"z\":null}\n{\"b\":[1]}\n{\n");
  write("two", "{\"c\":\"ب\"}\n");
  auto about = [&](const std::string &words) { return run("arnorm " + words).err; };
  const std::string note = " = help: keys must be spelled as in the records; examples of paths are "
                           "`text`, `meta.title` and `items[].name`\n";
  BOOST_TEST(about("--jsonl A nfc two") == "warning[AR0604]: no record has a string at `A`\n"
                                           "  = note: 1 record was read\n " +
                                               note);
  for (const char *there : {"a", "z", "b"}) {
    BOOST_TEST(!contains(about(std::string("--jsonl ") + there + " nfc one two"), "AR0604"));
  }
  for (const char *none : {"n", "b[]", "a.b", "[]"}) {
    BOOST_TEST(
        contains(about(std::string("--jsonl '") + none + "' nfc one two"), "3 records were read"),
        none);
  }
  BOOST_TEST(!contains(about("--jsonl c nfc one two"), "AR0604")); // some file has it
  for (const char *options : {"", "-j 2 ", "-o out/ ", "-j 2 -o out/ "}) {
    Result strict = run(std::string("mkdir -p out; arnorm --strict ") + options +
                        "--jsonl c --jsonl x nfc two");
    BOOST_TEST(contains(strict.err, "error[AR0604]: no record has a string at `x`\n"), strict.err);
    BOOST_TEST(strict.status == 1, options);
  }
  BOOST_TEST(contains(run("arnorm --strict -o result --jsonl x nfc two").err,
                      "nothing was written to result"));
  BOOST_TEST(!exists("result"));
  BOOST_TEST(good("arnorm --strict --jsonl x nfc < /dev/null") == ""); // no records
  for (const char *options : {"--jsonl x", "--csv 2", "--tsv 2"}) {
    BOOST_TEST(good("echo | arnorm --strict " + std::string(options) + " nfc") == "\n", options);
  }
  BOOST_TEST(about("--tsv 7,1 nfc two") ==
             "warning[AR0604]: no record has a column 7\n"
             "  = note: 1 record was read; the longest has 1 column\n"
             "  = help: columns are numbered from 1; `--delimiter` says "
             "what separates them\n");
  write("table", "a;b\nc;d;\n" + std::string(300'000, 'x') + ";;;\n");
  BOOST_TEST(about("--csv 2 nfc table") ==
             "warning[AR0604]: no record has a column 2\n"
             "  = note: 3 records were read; the longest has 1 column\n"
             "  = help: columns are numbered from 1; `--delimiter` says what separates them\n");
  BOOST_TEST(good("arnorm --csv 4 --delimiter ';' nfc table | cmp - table") == "");
  BOOST_TEST(good("arnorm --tsv 4 --delimiter ';' nfc table | cmp - table") == "");
  BOOST_TEST(contains(about("--tsv 5 --delimiter ';' nfc table"), "the longest has 4 columns"));
  BOOST_TEST(
      !contains(run("yes '{}' | head -n 300000 | arnorm --jsonl a nfc | head -n 1").err, "AR0604"));
}

// Each character keeps its bytes, whatever its neighbours become.
BOOST_AUTO_TEST_CASE(json_escapes_stay_where_the_characters_do) {
  static const std::vector<std::pair<const char *, const char *>> units{
      {"ب", "b"},
      {R"(\u0628)", "b"},
      {"a", "a"},
      {R"(\u0061)", R"(\u0061)"},
      {"/", "/"},
      {R"(\/)", R"(\/)"},
      {"ت", "ت"},
      {R"(\u062a)", R"(\u062a)"},
      {R"(\u062A)", R"(\u062A)"},
      {R"(\n)", R"(\n)"},
      {R"(\u000a)", R"(\u000a)"},
      {R"(\r\n)", R"(\r\n)"},
      {R"(\")", R"(\")"},
      {R"(\u0022)", R"(\u0022)"},
      {R"(\\)", R"(\\)"},
      {"😀", "😀"},
      {R"(\ud83d\ude00)", R"(\ud83d\ude00)"},
      {R"(\uD83D\uDE00)", R"(\uD83D\uDE00)"},
      {R"(\ud800 )", R"(\ud800 )"},
      {R"(\u0000)", R"(\u0000)"},
      {"\x7F", "\x7F"},
      {R"(\u007f)", R"(\u007f)"},
      {"q", "<>"},
      {"x\u0301", ""}};
  write("b.toml", "format = 1\nname = \"b\"\n[[stage]]\ntable = [ { from = 'ب', to = 'b' },\n"
                  "  { from = 'q', to = '<>' }, { from = 'x\\u0301', to = '' } ]\n");
  std::mt19937 random(11);
  tool::FilterArguments given = arguments(jsonl, "a", path("b.toml"));
  Work plain(given);
  given.protect = tool::protect_tag;
  Work protecting(given);
  std::string text;
  std::string wanted;
  for (int i = 0; i < 4000; ++i) {
    text += "{\"a\":\"";
    wanted += "{\"a\":\"";
    for (std::size_t n = random() % 12; n > 0; --n) {
      const auto &[before, after] = units[random() % units.size()];
      text += before;
      wanted += after;
    }
    text += "\"}\n";
    wanted += "\"}\n";
  }
  check_same(plain.records(text).out, wanted);
  check_same(protecting.records(text).out, wanted);
  for (std::size_t size : {1, 7, 4096}) {
    check_same(plain.blocks(text, size).out, wanted);
  }
  write("text", text);
  for (const char *options :
       {"-j 2 ", "--stats ", "--engine icu ", "--invalid replace --unmapped keep "}) {
    Result result = run(std::string("arnorm ") + options + "--jsonl a ./b.toml text");
    if (!contains(options, "--invalid")) {
      check_same(result.out, wanted);
    }
  }
}

// What rules write follows the ways of the string around it.
BOOST_AUTO_TEST_CASE(new_characters_are_escaped_like_the_others) {
  write("new.toml", "format = 1\nname = \"new\"\n[[stage]]\n"
                    "table = [ { from = 'x', to = '/ي\\u000B' } ]\n");
  for (const auto &[text, wanted] : std::vector<std::pair<std::string, std::string>>{
           {R"(x)", R"(/ي\u000B)"},
           {R"(x\u0628)", R"(/\u064A\u000B\u0628)"},
           {R"(x\/\u062b)", R"(\/\u064a\u000b\/\u062b)"},
           {R"(x\/ب)", R"(\/ي\u000B\/ب)"},
           {R"(\u062bxب\u062B/\/)", R"(\u062b\/ي\u000Bب\u062B/\/)"},
       }) {
    BOOST_TEST(through("--jsonl a ./new.toml", "{\"a\":\"" + text + "\"}\n") ==
               "{\"a\":\"" + wanted + "\"}\n");
  }
}

// Lossless output has no edits; the ends of a string keep their escapes all the same.
BOOST_AUTO_TEST_CASE(escapes_of_lossless_strings) {
  const std::string text = R"({"a":"\/ \u0628 / \u062a \/"})"
                           "\n";
  BOOST_TEST(through("--lossless --jsonl a buckwalter", text) == R"({"a":"\/ b \/ t \/"})"
                                                                 "\n");
}

BOOST_AUTO_TEST_CASE(json_that_is_malformed_stays) {
  for (const char *record : {"{",
                             "{\"a\":\"ب\"",
                             "{\"a\":\"ب\"}}",
                             "{\"a\":\"ب\"} {}",
                             "{\"a\":\"ب\",}",
                             "{\"a\" \"ب\"}",
                             "{'a':1}",
                             "{\"a\":\"ب\",\"b\":tru}",
                             "{\"a\":\"ب\",\"b\":01}",
                             "{\"a\":\"ب\",\"b\":1.}",
                             "{\"a\":\"ب\",\"b\":.5}",
                             "{\"a\":\"ب\",\"b\":1e}",
                             "{\"a\":\"ب\",\"b\":-}",
                             "{\"a\":\"ب\",\"b\":+1}",
                             "{\"a\":\"ب\\x\"}",
                             "{\"a\":\"ب\",\"b\":\"\\u12\"}",
                             "{\"a\":\"ب\\",
                             "{\"a\":\"ب\xFF\"}",
                             "{\"a\":\"ب\",\"b\":\"\xFF\"}",
                             "{\"a\":\"ب\x01\"}",
                             "nul",
                             "ب",
                             "\"",
                             "{\"a\\x\":\"ب\"}",
                             "{\"a\":\"ب\",\"b\":NaN}",
                             "[1 2]",
                             "\"text\":\"x\"}",
                             "\"a\" \"b\"",
                             "\"a\"b\"",
                             "\"a\\\"",
                             "0{",
                             "0 1",
                             "1,",
                             "false]",
                             "null null",
                             "true}",
                             "\"a\",",
                             "\"a\" 1",
                             "{\"a\":\"x\"\"y\"}",
                             "{\"a\":\"x\"y}",
                             "{\"a\":\"ب\"}]"}) {
    BOOST_TEST(through("--jsonl a buckwalter", std::string(record) + "\n{\"a\":\"ب\"}\n") ==
                   std::string(record) + "\n{\"a\":\"b\"}\n",
               record);
    BOOST_TEST(
        contains(errors(),
                 "arnorm: text: 1 malformed record, copied unchanged (the first in line 1: "),
        record);
    BOOST_TEST(run("arnorm --strict --jsonl a buckwalter text").status == 1, record);
  }
}

BOOST_AUTO_TEST_CASE(json_that_is_one_value_alone) {
  for (const char *record :
       {"\"ب\"", " 0 ", "-1.5e3\r", "true", "null", "\"a\\\"b\"", "\"\\\\\""}) {
    BOOST_TEST(good("printf '%s\\n' '" + std::string(record) +
                    "' '{\"a\":\"\"}' | arnorm --strict --jsonl a nfc") ==
               record + std::string("\n{\"a\":\"\"}\n"));
  }
}

BOOST_AUTO_TEST_CASE(json_that_is_deep_or_long) {
  std::string deep = std::string(1000, '[') + "\"ب\"" + std::string(1000, ']');
  std::string deeper = std::string(100'000, '[') + std::string(100'000, ']');
  BOOST_TEST(through("--jsonl a buckwalter", deep + "\n{\"a\":\"ب\"}\n") ==
             deep + "\n{\"a\":\"b\"}\n");
  BOOST_TEST(errors() == "");
  BOOST_TEST(through("--jsonl a buckwalter", deeper + "\n{\"a\":\"ب\"}\n") ==
             deeper + "\n{\"a\":\"b\"}\n");
  BOOST_TEST(lines(errors()) == 1U);
  std::string text;
  while (text.size() < 3'000'000) {
    text += "ب ";
  }
  std::string out = through("--jsonl a buckwalter", "{\"a\":\"" + text + "\"}\n");
  BOOST_TEST(out.size() == text.size() * 2 / 3 + 9);
  text = "{\"a\":\"" + std::string(17'000'000, 'x') + "ب\"}\n";
  check_same(through("--jsonl a buckwalter", text + "{\"a\":\"ب\"}\n"), text + "{\"a\":\"b\"}\n");
  BOOST_TEST(contains(errors(), "in line 1: longer than 16 MiB)"));
}

BOOST_AUTO_TEST_CASE(paths_that_are_none) {
  for (const char *path : {".a", "a.", "a..b", "a[", "a[x]", "a[01]", "a]b[", "a[0]b", "/a~2"}) {
    Result result = run("echo {} | arnorm --jsonl '" + std::string(path) + "' buckwalter");
    bool bracket = std::string(path) == "a]b["; // a key may contain `]`, but not `[`
    BOOST_TEST(result.status == 2, path);
    BOOST_TEST((bracket || contains(result.err, "RFC 6901") ||
                contains(result.err, "is not a valid path")),
               path);
  }
}

BOOST_AUTO_TEST_CASE(a_work_that_changes_nothing_changes_nothing) {
  std::mt19937 random(1);
  for (Format format : {tsv, csv, jsonl}) {
    Work work(arguments(format, format == jsonl ? "a" : "1,3", path("idle.toml")));
    BOOST_REQUIRE(work.good());
    for (int i = 0; i < 5000; ++i) {
      std::string text = random_records(random, format, 30);
      Done done = work.records(text);
      BOOST_REQUIRE_MESSAGE(done.out == text, text);
      BOOST_REQUIRE(done.findings.changed == 0U);
    }
  }
}

BOOST_AUTO_TEST_CASE(blocks_of_any_size_give_the_same) {
  std::mt19937 random(2);
  for (Format format : {tsv, csv, jsonl}) {
    tool::FilterArguments given =
        arguments(format, format == jsonl ? "a" : "1,3", path("ends.toml"));
    Work with_defaults(given);
    given.delimiter = format == jsonl ? std::optional<char>() : ' ';
    Work with_spaces(given);
    for (int i = 0; i < 3000; ++i) {
      Work &work = i % 2 == 0 ? with_defaults : with_spaces;
      std::string text = random_records(random, format, 30);
      Done whole = work.blocks(text, text.size() + 1);
      for (std::size_t size : {1, 5, 17}) {
        Done cut = work.blocks(text, size);
        BOOST_REQUIRE_MESSAGE(cut.out == whole.out, text);
        BOOST_REQUIRE_MESSAGE(cut.findings.lines == whole.findings.lines, text);
        BOOST_REQUIRE(cut.findings.bad_records.count == whole.findings.bad_records.count);
        BOOST_REQUIRE(cut.findings.bad_records.first_line == whole.findings.bad_records.first_line);
        BOOST_REQUIRE(cut.findings.malformed.first_offset == whole.findings.malformed.first_offset);
        BOOST_REQUIRE(cut.findings.changed == whole.findings.changed);
      }
    }
  }
}

// Lines that are processed in pieces, which end within a character: what is held back then has not
// changed.
BOOST_AUTO_TEST_CASE(a_long_record_has_changed_if_it_differs) {
  std::string unchanged = "x";
  for (int i = 0; i < 150'000; ++i) {
    unchanged += "é";
  }
  write("text", unchanged + "\n" + unchanged + "ب\nب" + unchanged + "\nب\n" + unchanged);
  for (auto [options, changed] :
       {std::pair{"", '3'}, {"--tsv 1", '3'}, {"--tsv 2 --delimiter x", '1'}}) {
    for (const char *from : {"cat text", "(head -c 300001; sleep 0.1; cat) < text"}) {
      std::string found =
          run(from + std::string(" | arnorm --stats --json ") + options + " buckwalter >out").err;
      std::erase(found, ' ');
      BOOST_TEST(contains(found, std::string("\"changed_lines\":") + changed + ","), options);
    }
  }
}

BOOST_AUTO_TEST_CASE(json_that_changes_is_json_and_changes_nowhere_else) {
  if (run("command -v python3").status != 0) {
    BOOST_TEST_MESSAGE("skipped: no python3 here");
    return;
  }
  write("make.py", R"(
import json, random
random.seed(4)
def text(): return "".join(random.choice('ابت "\\/\n\t\u0001é😀\u2028x') for _ in range(random.randrange(9)))
def value(depth):
    kind = random.randrange(7 if depth < 4 else 5)
    return ([text(), random.random() * 10 ** random.randrange(-9, 20), random.randrange(10 ** 18), True, None][kind]
            if kind < 5 else [value(depth + 1) for _ in range(random.randrange(4))] if kind == 5
            else {random.choice(["a", "b", text()]): value(depth + 1) for _ in range(random.randrange(4))})
with open("text", "w") as out:
    for i in range(3000):
        record = {"a": text(), "b": {"a": [text(), value(0)]}, "c": value(0)}
        out.write(json.dumps(record, ensure_ascii=i % 2 == 0, indent=None, separators=random.choice([(",", ":"), (" , ", " : ")])) + "\n")
)");
  write("check.py", R"(
import json
def fold(text): return text.replace("ب", "b") if isinstance(text, str) else text
with open("text") as before, open("out") as after:
    for one, two in zip(before, after, strict=True):
        wanted, got = json.loads(one), json.loads(two)
        wanted["a"] = fold(wanted["a"])
        wanted["b"]["a"][0] = fold(wanted["b"]["a"][0])
        assert wanted == got, (one, two)
)");
  write("b.toml", "format = 1\nname = \"b\"\n[[stage]]\ntable = [ { from = 'ب', to = 'b' } ]\n");
  good("python3 make.py; arnorm -j 2 --jsonl a --jsonl 'b.a[0]' ./b.toml text > out; python3 "
       "check.py");
}

// Rules that write the ends of records or separators of columns.
BOOST_AUTO_TEST_CASE(as_many_records_come_out_as_go_in) {
  write("hex.toml", "format = 1\nname = \"hex\"\n[[stage]]\nicu = \"Hex-Any\"\n");
  write("tab.toml", "format = 1\nname = \"tab\"\n[[stage]]\n"
                    "table = [ { from = 'q', to = '\\u0009' }, { from = 'n', to = '\\u0000' },\n"
                    "          { from = 'r', to = '\\u000D' } ]\n");
  struct Case {
    const char *words;
    const char *text;
    const char *out;
    const char *err; // empty on success
  };
  for (const Case &each : {
           Case{"./hex.toml", "a\nb\\u000Ac\nd\n", "a\n",
                "a rule writes U+000A in line 2: it would end the record there"},
           Case{"--tsv 2 ./hex.toml", "a\tb\nc\tb\\u000Ac\nd\n", "a\tb\n",
                "a rule writes U+000A in line 2: it would end the record there"},
           Case{"--tsv 2 ./tab.toml", "q\tb\nc\tq\nd\n", "q\tb\n",
                "a rule writes U+0009 in line 2: it would split the column there"},
           Case{"--csv 2 ./hex.toml", "a,b\nc,b\\u000Ac\nd\n", "a,b\nc,\"b\nc\"\nd\n", ""},
           Case{"--jsonl a ./hex.toml", "{\"a\":\"b\\\\u000Ac\"}\n", "{\"a\":\"b\\nc\"}\n", ""},
           Case{"--csv 1 ./tab.toml", "r,b\nar,c\nbr\n", "\"\r\",b\n\"a\r\",c\n\"b\r\"\n", ""},
       }) {
    BOOST_TEST(through(each.words, each.text) == each.out, each.words);
    BOOST_TEST(errors() ==
               (*each.err == '\0' ? "" : "arnorm: text: " + std::string(each.err) + "\n"));
  }
  BOOST_TEST(run("printf 'a\\0bn\\0c\\0' | arnorm -0 ./tab.toml | tr '\\0' '|'").out == "a|");
  Result result = run("printf 'a\\0bn\\0c\\0' | arnorm -0 ./tab.toml");
  BOOST_TEST(result.err ==
             "arnorm: standard input: a rule writes U+0000 in line 2: it would end the "
             "record there\n");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(good("printf 'a,n\\0b,c\\0' | arnorm -0 --csv 2 ./tab.toml | tr '\\0' '|'") ==
             "a,\"|\"|b,c|");
  BOOST_TEST(good("printf '{\"a\":\"n\"}\\0' | arnorm -0 --jsonl a ./tab.toml | tr '\\0' '|'") ==
             "{\"a\":\"\\u0000\"}|");
  write("text", std::string(300'000, 'x') + "\\u000Ab\nc\n"); // in pieces
  for (const char *words : {"./hex.toml text", "--tsv 1 ./hex.toml text"}) {
    result = run(std::string("arnorm ") + words);
    BOOST_TEST(lines(result.out) == 0U);
    BOOST_TEST(result.status == 1);
  }
}

BOOST_AUTO_TEST_CASE(a_row_that_takes_a_line_feed_is_not_turned) {
  write("feed.toml", "format = 1\nname = \"feed\"\n[[stage]]\n"
                     "table = [ { from = '\\u000A', to = \"q\" } ]\n");
  for (const char *words : {"-r ./feed.toml", "feed.toml:", "-r --tsv 1 ./feed.toml"}) {
    Result result = run(std::string("echo q | arnorm ") + words);
    BOOST_TEST(result.out == "", words);
    BOOST_TEST(contains(result.err, "error[AR0211]: this row writes a line feed when it runs "
                                    "backwards\n"),
               words);
    BOOST_TEST(contains(result.err, "feed.toml:4:11\n"), words);
    BOOST_TEST(result.status == 2, words);
  }
  BOOST_TEST(good("printf 'a\\n\\0b\\0' | arnorm -0 ./feed.toml | arnorm -0 -r ./feed.toml | "
                  "tr '\\0' '|'") == "a\n|b|");
  BOOST_TEST(good("echo '{\"a\":\"q\"}' | arnorm -r --jsonl a ./feed.toml") == "{\"a\":\"\\n\"}\n");
  BOOST_TEST(good("echo aq | arnorm --lossless ./feed.toml | arnorm --lossless -r ./feed.toml") ==
             "aq\n");
}

// A record with as many fields as possible. The line of each must be found without counting from
// the beginning.
BOOST_AUTO_TEST_CASE(many_columns_take_linear_time) {
  std::string header = "a";
  std::string record = "ب";
  for (int i = 0; i < 1'000'000; ++i) {
    header += ",a";
    record += ",ب";
  }
  std::string wanted = header + "\n" + record + "\n";
  std::size_t beh = wanted.find("ب");
  std::string done = wanted.substr(0, beh) + "b";
  for (int i = 0; i < 1'000'000; ++i) {
    done += ",b";
  }
  check_same(through("--csv a buckwalter", wanted), done + "\n");
}

// Each line opens a quote that the next one would close, so no record ever ends. To look for the
// end from each line anew would take days.
BOOST_AUTO_TEST_CASE(quotes_that_stay_open_take_linear_time) {
  std::string text;
  for (int i = 0; i < 1'600'000; ++i) { // more than twice the longest record
    text += "x\",\"\n";
  }
  write("text", text);
  for (const char *way : {"arnorm --csv 1 search text", "cat text | arnorm --csv 1 search"}) {
    Result result = run(way);
    check_same(result.out, text);
    BOOST_TEST(contains(result.err, "1600000 malformed records"), result.err);
  }
}

// The quote of the first line is closed too late, and one that a later line opens is closed in time
// by the same line.
BOOST_AUTO_TEST_CASE(a_quote_may_stay_open_for_four_mebibytes) {
  std::string rows;
  std::string done;
  while (rows.size() < 5u << 19) {
    rows += "آ\n";
    done += "ا\n";
  }
  const std::string record = "x\",\"\n" + rows + "آ\"\n";
  write("text", "\"آ\n" + rows + record + "آ\n");
  for (const char *way : {"arnorm --csv 1 search text", "cat text | arnorm --csv 1 search"}) {
    Result result = run(way);
    BOOST_TEST(contains(result.err, ": 2 malformed records, copied unchanged (the first in line 1: "
                                    "unterminated quote)\n"));
    check_same(result.out, "\"آ\n" + done + record + "ا\n");
  }
}

// A comma or a quote that a rule writes would make the field quoted, and it would stay so.
BOOST_AUTO_TEST_CASE(lossless_fields_keep_their_quotes_and_separators) {
  const std::string rows = "قال، نعم,ع\n\"قال، نعم\",\"ع, آ\"\nآ\rية,آ\r\n\"آ\rية\",\"\"\"ع\"\n";
  write("rows", rows);
  for (const char *words :
       {"--csv 1,2 --lossless", "--csv 1,2 --lossless --delimiter ';'",
        "--csv 1,2 --lossless --delimiter '|'", "--tsv 1 --delimiter ';' --lossless",
        "--tsv 1 --delimiter '|' --lossless"}) {
    for (const char *chain : {"iso-233", "buckwalter", "satts", "uly"}) {
      BOOST_TEST(run(std::string("arnorm ") + words + ' ' + chain + " rows | arnorm " + words +
                     " -r " + chain)
                         .out == rows,
                 words << ' ' << chain);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_of_several_paths_to_a_value_is_found) {
  write("lines", "{\"items\":[{\"n\":\"كِ\"},{\"n\":\"كِ\"}]}\n");
  for (const char *paths :
       {"--jsonl 'items[].n' --jsonl 'items[1].n'", "--jsonl 'items[1].n' --jsonl 'items[].n'",
        "--jsonl 'items[].n' --jsonl 'items[].n'", "--jsonl 'items[].n' --jsonl '/items/0/n'"}) {
    BOOST_TEST(good(std::string("arnorm --strict ") + paths + " search lines") ==
                   "{\"items\":[{\"n\":\"ك\"},{\"n\":\"ك\"}]}\n",
               paths);
  }
}

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
  std::string json;
  std::string table = "id,text\n";
  for (int i = 0; i < 40'000; ++i) {
    json += "{\"id\":" + std::to_string(i) + ",\"text\":\"كتاب " + std::to_string(i) + "\"}\n";
    table += std::to_string(i) + ",\"كتاب\nسطر\"\n";
  }
  write("json", json);
  write("table", table);
  for (const char *words : {"--jsonl text buckwalter json", "--csv text buckwalter table",
                            "--tsv 1 buckwalter table"}) {
    std::string rest = words;
    check_same(good("arnorm -j 3 " + rest), good("arnorm " + rest));
    check_same(good("cat " + rest.substr(rest.rfind(' ') + 1) + " | arnorm -j 3 " +
                    rest.substr(0, rest.rfind(' '))),
               good("arnorm " + rest));
  }
}

BOOST_AUTO_TEST_SUITE_END()
