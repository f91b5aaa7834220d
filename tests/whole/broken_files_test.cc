// Invalid and malicious rule files: arnorm must report diagnostics of its own, without errors of
// ICU and without crashes, in bounded time.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <regex>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parse/builtin_rules.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(broken_files)

namespace {

bool load(const std::string &rules, const Options &options) {
  Loaded chain = Chain::parse(rules, options);
  for (const Diagnostic &d : chain.diagnostics) {
    BOOST_REQUIRE_MESSAGE(d.code != Code::AR0404, rules << render(chain.diagnostics));
  }
  BOOST_REQUIRE_MESSAGE(chain || !chain.diagnostics.empty(), rules);
  return static_cast<bool>(chain);
}

// Loads in both directions on both engines, so that ICU receives everything that arnorm accepts.
// AR0404 would mean that ICU rejected it.
bool load(const std::string &rules) {
  bool loaded = false;
  for (Direction direction : {Direction::forward, Direction::reverse}) {
    for (Engine engine : {Engine::automatic, Engine::icu}) {
      Options options;
      options.direction = direction;
      options.engine = engine;
      loaded = load(rules, options) || loaded;
    }
  }
  return loaded;
}

std::string damaged(Random &random, std::string text) {
  static const std::vector<std::string> pieces{
      "[",  "]",   "(",    ")",     "{",  "}",       "?",      "*",           "+",
      "|",  "^",   "$",    "\\",    "'",  "\"",      "$1",     "$x",          "\\u",
      "\n", "{9",  "{2,}", "#",     "=",  "\\uD800", ",",      "[^",          "&",
      "-",  "\\p", "[:",   "[:L:]", "\0", "\xFF",    "\u200F", "\u0651\u064E"};
  auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  for (std::size_t n = 1 + below(3); n > 0; --n) {
    std::size_t at = below(text.size());
    switch (below(4)) {
    case 0:
      text.erase(at, 1 + below(4));
      break;
    case 1:
      text.insert(at, pieces[below(pieces.size())]);
      break;
    case 2:
      text.replace(at, 1, pieces[below(pieces.size())]);
      break;
    default: {
      std::string copy = text.substr(at, below(60));
      text.insert(below(text.size()), copy);
    }
    }
  }
  return text;
}

// A rule file that uses only a small set: those that it uses are damaged on their own.
std::string alone(std::string_view text) {
  static const std::regex used("\nuse = \"[^\"]*\"");
  return std::regex_replace(std::string(text), used, "\nuse = \"nfc\"");
}

std::string code_of_file(const std::string &file) {
  Loaded chain = Chain::load(file);
  BOOST_TEST(!chain);
  return chain.diagnostics.empty() ? "" : to_string(chain.diagnostics[0].code);
}

constexpr int damaged_random = 1500;
constexpr int damaged_of_each = 30;

} // namespace

BOOST_AUTO_TEST_CASE(icu_never_complains_of_damaged_random_files) {
  Random random(30);
  int refused = 0;
  for (int i = 0; i < rounds(damaged_random); ++i) {
    refused += load(damaged(random, random_rule_file(random))) ? 0 : 1;
  }
  BOOST_TEST(refused > rounds(damaged_random) / 3);
}

BOOST_AUTO_TEST_CASE(icu_never_complains_of_damaged_shipped_files) {
  Random random(31);
  for (const BuiltinRules &builtin : builtin_rules()) {
    // Of larger files only the size differs, and a hundred of these would be slow.
    if (!builtin.path.ends_with(".toml") || builtin.packed.size > 20000) {
      continue;
    }
    std::string text = alone(builtin.text());
    for (int i = 0; i < rounds(damaged_of_each); ++i) {
      load(damaged(random, text));
    }
  }
}

BOOST_AUTO_TEST_CASE(icu_never_complains_of_rows_that_mask_each_other) {
  for (const char *rows :
       {R"({ from = "a", to = "1" }, { from = "a", to = "2" })",
        R"({ from = "[ab]", to = "1" }, { from = "a", to = "2" })",
        R"({ from = "a", to = "1" }, { from = "a", before = "b", to = "2" })",
        R"({ from = "ab", to = "1" }, { from = "a", before = "bc", to = "2" })",
        R"({ from = "a", after = "b", to = "1" }, { from = "a", after = "cb", to = "2" })",
        R"({ from = "a", after = "$edge", to = "1" }, { from = "a", after = "$start", to = "2" })",
        R"({ from = "a?b", to = "1" }, { from = "b", to = "2" })"}) {
    BOOST_TEST(codes(table(rows)) == "AR0203", rows);
  }
  for (const char *rows :
       {R"({ from = "a", after = "$start", to = "1" }, { from = "a", after = "b", to = "2" })",
        R"({ from = "a", before = ["b", "bc", "[bc]"], to = "1" })",
        R"({ from = "a", to = "1" }, { from = "ab", to = "2" })",
        R"({ from = "a", before = "b", to = "1" }, { from = "a", to = "2" })"}) {
    BOOST_TEST(codes(table(rows)) == "", rows);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_rule_file) {
  TemporaryFolder folder;
  BOOST_TEST(code_of_file(folder.path() + "/missing.toml") == "AR0002");
  BOOST_TEST(code_of_file(folder.path() + "/") == "AR0002");
  BOOST_TEST(code_of_file("/dev/zero") == "AR0002");
  BOOST_TEST(code_of_file(folder.write("huge.toml", std::string(100u << 20, '#'))) == "AR0003");
  BOOST_TEST(code_of_file(folder.write("empty.toml", "")) == "AR0104");
  BOOST_TEST(code_of_file(folder.write("nul.toml", std::string(1000, '\0'))) == "AR0010");
  BOOST_TEST(code_of_file(folder.write("binary.toml", "\x7F"
                                                      "ELF\xFF\xFE")) == "AR0001");
  std::string unreadable = folder.write("unreadable.toml", "");
  ::chmod(unreadable.c_str(), 0);
  if (::access(unreadable.c_str(), R_OK) != 0) { // root can read it
    BOOST_TEST(code_of_file(unreadable) == "AR0002");
  }
}

// A file that is named by mistake may be secret, so it is not quoted.
BOOST_AUTO_TEST_CASE(what_is_no_rule_file_is_not_quoted) {
  TemporaryFolder folder;
  for (const char *text :
       {"root:secret:0:0:root:/root:/bin/bash\n", "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n",
        "{ \"secret\": \"secret\" }\n", "secret",
        "\x7F"
        "ELFsecret\xFF\xFE",
        "# secret \x01\n", "[secret]\nsecret = secret\n", "secret = \"secret\"\n",
        "name = \"secret\"\nsecret", "secret secret\n\xFF", "title: secret\nname: secret\n",
        "= secret"}) {
    std::string file = folder.write("other", text);
    std::string said = render(Chain::load(file).diagnostics);
    BOOST_TEST(said.find("secret") == std::string::npos, said);
    BOOST_TEST(said.find(file) != std::string::npos, said);
  }
  for (const char *text : {"format = secret\n", "[[stage]]\nsecret\n", "[sets\nsun = secret\n",
                           "format = 1\n\xFF secret"}) {
    std::string said = render(Chain::load(folder.write("rules.toml", text)).diagnostics);
    BOOST_TEST(said.find(" | ") != std::string::npos, said);
  }
}

BOOST_AUTO_TEST_CASE(files_that_are_part_of_themselves) {
  TemporaryFolder folder;
  auto file = [&](const std::string &name, const std::string &rest) {
    return folder.write(name + ".toml", "format = 1\nname = \"" + name + "\"\n" + rest);
  };
  BOOST_TEST(code_of_file(file("a", "include = [\"a\"]\n[[stage]]\nform = \"NFC\"\n")) == "AR0201");
  BOOST_TEST(code_of_file(file("b", "extends = \"b\"\n")) == "AR0201");
  BOOST_TEST(code_of_file(file("c", "[[stage]]\nuse = \"c\"\n")) == "AR0201");
  file("d", "[[stage]]\nuse = \"e\"\n");
  BOOST_TEST(code_of_file(file("e", "[[stage]]\nuse = \"d\"\n")) == "AR0201");
}

// Nested `use` that doubles at each level: a billion stages without the limit.
BOOST_AUTO_TEST_CASE(stages_that_double_at_every_file) {
  TemporaryFolder folder;
  folder.write("x0.toml", "format = 1\nname = \"x0\"\n[[stage]]\nform = \"NFC\"\n");
  for (int i = 1; i <= 30; ++i) {
    std::string use = fmt::format("[[stage]]\nuse = \"x{}\"\n", i - 1);
    folder.write(fmt::format("x{}.toml", i),
                 fmt::format("format = 1\nname = \"x{}\"\n", i) + use + use);
  }
  BOOST_TEST(code_of_file(folder.path() + "/x30.toml") == "AR0402");
}

BOOST_AUTO_TEST_CASE(ten_thousand_rows) {
  std::string plain;
  std::string with_contexts;
  for (int i = 0; i < 10000; ++i) {
    unsigned c = 0x4E00 + static_cast<unsigned>(i);
    plain += fmt::format("{{ from = '\\u{:04X}', to = 'x{}' }},\n", c, i);
    with_contexts += fmt::format("{{ from = '\\u{:04X}', after = '[ab]', to = 'x' }},\n", c);
  }
  BOOST_TEST(test::apply(table(plain), "\u4E01z") == "x1z");
  BOOST_TEST(test::apply(table(with_contexts), "a\u4E01\u4E01") == "ax\u4E01");
}

BOOST_AUTO_TEST_CASE(ten_thousand_rows_that_all_overlap) {
  std::string rows;
  for (int i = 0; i < 10000; ++i) {
    rows += fmt::format("{{ from = '[a-z][a-z]\\u{:04X}', to = 'x' }},\n", 0x4E00 + i);
  }
  BOOST_TEST(test::apply(table(rows), "ab\u4E05") == "x");
}

BOOST_AUTO_TEST_CASE(a_set_of_a_million_code_points) {
  std::string range = rules("[[stage]]\nremove = '[\\u{1000}-\\u{F5240}]'\n");
  BOOST_TEST(test::apply(range, "a\u4E00b") == "ab");
  std::string listed = "[[stage]]\nremove = '[";
  for (unsigned c = 0x10000; listed.size() < 3'000'000; c += 2) {
    listed += fmt::format("\\U{:08X}", c);
  }
  BOOST_TEST(test::apply(rules(listed + "]'\n"), "a\U00010000\U00010001b") == "a\U00010001b");
}

BOOST_AUTO_TEST_CASE(counts_that_multiply) {
  BOOST_TEST(codes(table("{ from = 'a{0,32}b{0,32}c{0,32}d', to = '' }")) == "AR0401");
  BOOST_TEST(codes(table("{ from = '((a{1,32}){1,32}){1,32}', to = '' }")) == "AR0401");
  BOOST_TEST(codes(table("{ from = '" + std::string(5000, 'a') + "', to = '' }")) == "AR0401");
  BOOST_TEST(codes(table("{ from = '" + std::string(5000, '(') + "', to = '' }")) != "");
  BOOST_TEST(codes(table("{ from = '" + std::string(5000, '[') + "', to = '' }")) != "");
}

BOOST_AUTO_TEST_CASE(toml_that_nests_deeply) {
  BOOST_TEST(codes("a = " + std::string(100000, '[')) != "");
  BOOST_TEST(codes("a." + std::string(100000, 'b') + " = 1") != "");
}

BOOST_AUTO_TEST_CASE(a_long_row_of_errors_ends_soon) {
  std::string rows;
  for (int i = 0; i < 20000; ++i) {
    rows += "{ from = 'a*', to = '$9', onli = 1 },\n";
  }
  std::vector<Diagnostic> found = Chain::parse(table(rows)).diagnostics;
  BOOST_TEST(found.size() == 101u);
  BOOST_TEST(found.back().message == "there are 39900 more diagnostics, which are not listed");
}

BOOST_AUTO_TEST_SUITE_END()
