// Compares the TOML reader with toml++: both must accept the same files and read the same values.
//
// ARNORM_ROUNDS=100 tests millions of files. They may differ only because of the errors of toml++
// in `known_error`.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <regex>

#include "characters/utf.h"
#include "parse/builtin_rules.h"
#include "support/random_rules.h"
#include "support/support.h"
#include "support/toml_judge.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(toml_judge)

namespace {

const std::string not_toml = "not TOML";

// TOML does not limit the exponents of floats, but toml++ rejects floats that exceed a double.
bool known_error(const std::string &text) {
  static const std::regex large_exponent("[eE][+-]?[0-9_]{3,}");
  return shown_by_judge(text) == not_toml && std::regex_search(text, large_exponent);
}

// Whether a text is TOML.
bool compare(const std::string &text) {
  std::string ours = shown_by_arnorm(text);
  std::string theirs = shown_by_judge(text);
  BOOST_REQUIRE_MESSAGE(ours == theirs || known_error(text), text << "\n"
                                                                  << ours << "\nbut " << theirs);
  return ours != not_toml;
}

class Chance {
public:
  explicit Chance(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  const std::string &one_of(const std::vector<std::string> &texts) {
    return texts[below(texts.size())];
  }

  std::string some_of(const std::vector<std::string> &texts, std::size_t max,
                      const std::string &after = "") {
    std::string out;
    for (std::size_t n = 1 + below(max); n > 0; --n) {
      out += one_of(texts) + after;
    }
    return out;
  }

private:
  Random random_;
};

std::vector<std::string> files(const std::string &folder) {
  std::vector<std::string> texts;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(source_path(folder))) {
    std::string text = entry.is_regular_file() ? read_text(entry.path().string()) : "";
    if (find_malformed(text) == std::string_view::npos) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

// A small file with all constructs of TOML.
const std::vector<std::string> samples{
    "a.b = 1\n[a.c]\nd = 2\n",
    "[a.b]\nc = 1\n[a]\nd.e = 2\nx = 1\n",
    "[[a]]\nb = 1\n[a.c]\nd = 1\n[[a]]\n[[a.e]]\nf = 2\n",
    "a = \"\"\"x\\\n  y\"\"\"\nb = '''\nq'''\n",
    "c = { a.b = 1, 'c d'.\"e\" = [1, 2] }\n",
    "a = 1.5\nb = 1e3\nc = +1\nd = 0x1F\ne = 0o17\nf = 0b11\ng = 1_000\nh = inf\ni = -nan\n",
    "j = 1979-05-27\nk = 07:32:00\nl = 1979-05-27T07:32:00Z\nm = 1979-05-27 07:32:00.5+01:00\n",
    "a = [1, [2, 'x'], { b = 1 },\n# c\n]\n[\"q w\".'z']\n[x.y.z]\n[x]\n[x.y]\n",
    "a = \"\\u00e9\\U0001F600\\n\\t\\b\\f\\r\\\"\\\\\"\n",
    "[a]\r\nb = 1\r\nc = \"\"\"\r\nx\r\ny\"\"\"\r\n",
    "\uFEFFa = true\n[b]\n\n# c\nd = false # e\n"};

const std::vector<std::string> pieces{
    "[",    "]",     "{",      "}",         "'",    "\"",         "\\",       "\\u0628", "\n",
    "#",    "=",     ",",      ".",         "-",    "0",          "1",        "a",       " ",
    "\t",   "\r",    "[[",     "]]",        "''",   "a = 1\n",    "\u0628",   "true",    "\x01",
    "\r\n", "'''",   "\"\"\"", "_",         "e",    "+",          "x",        "0x",      "inf",
    "nan",  ":",     "T",      "Z",         "b",    "1979-05-27", "07:32:00", "a.b",     "[a]\n",
    "{}",   "[a.b]", "[[a]]",  "b.c = 1\n", "\\\n", "\u0085",     "\u2028",   "\\x41",   "\\e"};

std::string damaged(Chance &chance, std::string text) {
  for (std::size_t n = chance.below(4); n > 0; --n) {
    text.replace(chance.below(text.size() + 1), chance.below(3), chance.one_of(pieces));
  }
  return text;
}

// A part of a file, so that each change affects a large part of it.
std::string part(Chance &chance, const std::string &text) {
  std::size_t begin = text.find('\n', chance.below(text.size() + 1));
  return begin == std::string::npos ? text : text.substr(begin, 20 + chance.below(300));
}

// The number of texts that are TOML.
template <typename Make> int compare_many(int count, Make make) {
  int good = 0;
  for (int i = 0; i < rounds(count); ++i) {
    std::string text = make();
    good += find_malformed(text) == std::string_view::npos && compare(text) ? 1 : 0;
  }
  return good;
}

} // namespace

BOOST_AUTO_TEST_CASE(files_of_the_project) {
  for (const BuiltinRules &builtin : builtin_rules()) {
    bool is_toml = builtin.path.ends_with(".toml"); // others are lists of words
    BOOST_TEST((!is_toml || compare(builtin.text())), builtin.path);
  }
  for (const char *folder : {"tests/data/diagnostics", "fuzz/corpus/rule_file", "src"}) {
    for (const std::string &text : files(folder)) {
      compare(text);
    }
  }
}

BOOST_AUTO_TEST_CASE(samples_whole_and_damaged) {
  for (const std::string &sample : samples) {
    BOOST_TEST(compare(sample), sample);
  }
  Chance chance(1);
  BOOST_TEST(compare_many(10000, [&] { return damaged(chance, chance.one_of(samples)); }) >
             rounds(1000));
}

BOOST_AUTO_TEST_CASE(damaged_rule_files) {
  std::vector<std::string> texts = files("rules");
  for (const std::string &text : files("tests/data/diagnostics")) {
    texts.push_back(text);
  }
  Chance chance(74);
  BOOST_TEST(compare_many(3000, [&] {
               return damaged(chance, part(chance, chance.one_of(texts)));
             }) > rounds(200));
}

BOOST_AUTO_TEST_CASE(tables_in_every_order) {
  const std::vector<std::string> lines{
      "[a]",      "[a.b]",   "[[a]]",       "[[a.b]]",  "[b]",         "a.b.c = 1", "a.b = 1",
      "b.c = 1",  "b = 1",   "a = {}",      "a = []",   "a = {b.c=1}", "[a.b.c]",   "c = 1",
      "a = [{}]", "'a'.b=2", "b = {c = 1}", "a.b = {}", "b.d.e = 3",   "[a.b.c.d]", "[[b.c]]",
      "[b.c]",    "d = 1",   "[c]",         "[[c]]",    "[c.d]",       "e = 2"};
  Chance chance(2);
  BOOST_TEST(compare_many(10000, [&] { return chance.some_of(lines, 5, "\n"); }) > rounds(1000));
}

BOOST_AUTO_TEST_CASE(numbers_and_dates) {
  const std::vector<std::string> parts{
      "1979-05-27", "07:32:00",   ".5",  "T", " ",          "Z",          "+01:00",   "-",
      "2",          "0",          "0x1", "e", "_",          "9",          "inf",      "1",
      "12:60:00",   "2000-02-29", "+",   "f", "1900-02-29", "1979-13-01", "24:00:00", "23:59:60",
      "0b1",        "0o7",        "E",   "t", "z",          "07:32",      "nan",      "true"};
  Chance chance(3);
  BOOST_TEST(compare_many(10000, [&] { return "a = " + chance.some_of(parts, 4) + "\n"; }) >
             rounds(500));
  for (const char *number : {"9223372036854775807",
                             "9223372036854775808",
                             "-9223372036854775808",
                             "-9223372036854775809",
                             "0x7FFFFFFFFFFFFFFF",
                             "0x8000000000000000",
                             "0xFFFFFFFFFFFFFFFFF",
                             "+0",
                             "-0",
                             "00",
                             "0_0",
                             "-0x1",
                             "0X1",
                             "1__0",
                             "_1",
                             "1_",
                             "1.",
                             ".1",
                             "1.e1",
                             "1e",
                             "0e0",
                             "1e06",
                             "1.0_0",
                             "1._0",
                             "+inf",
                             "-nan",
                             "Inf",
                             "0000-01-01",
                             "1979-05-27T07:32:00.1234567",
                             "1979-05-27 ",
                             "1979-05-27 #",
                             "1979-05-27 1",
                             "1979-05-27  07:32:00",
                             "07:32:00."}) {
    compare("a = " + std::string(number) + "\n");
  }
}

BOOST_AUTO_TEST_CASE(strings) {
  const std::vector<std::string> opening{"\"", "\"\"\"", "'", "'''"};
  const std::vector<std::string> parts{
      "\"",  "\"\"", "'",     "''", "\\", "\n",   "\r\n",      " ",      "x",       "\\u0041",
      "\\n", "\t",   "\\UD8", "#",  "\r", "\\\n", "\\ \r\n  ", "\u0628", "\\uD800", "\\U0010FFFF"};
  Chance chance(4);
  BOOST_TEST(compare_many(10000, [&] {
               const std::string &quotes = chance.one_of(opening);
               std::string end = quotes + (chance.below(3) == 0 ? quotes : "");
               return "a = " + quotes + chance.some_of(parts, 5) + end + "\n";
             }) > rounds(1000));
}

BOOST_AUTO_TEST_CASE(what_the_judge_is_known_to_get_wrong) {
  BOOST_TEST(shown_by_arnorm("a = 1e999\n") != not_toml);
  BOOST_TEST(shown_by_judge("a = 1e999\n") == not_toml);
}

BOOST_AUTO_TEST_SUITE_END()
