// The short way through TOML: whatever takes it becomes the tree that toml++ leads to.
#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "characters/utf.h"
#include "parse/builtin_rules.h"
#include "parse/plain_toml.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(plain_toml)

namespace {

std::optional<Node> read(std::string text) {
  return read_plain_toml(std::make_shared<Source>("f.toml", std::move(text)));
}

bool is_plain(std::string text) { return read(std::move(text)).has_value(); }

// Everything that a node says, one value a line.
std::string shown(const Node &node, std::string indent = "\n") {
  std::string out = indent + std::string(type_name(node.type)) + " " +
                    std::to_string(node.span.begin) + "-" + std::to_string(node.span.end) + " " +
                    node.string + " " + std::to_string(node.integer) +
                    (node.boolean ? " true" : "") + (node.partial ? " partial" : "");
  for (const Node &item : node.items) {
    out += shown(item, indent + "- ");
  }
  for (const Entry &entry : node.entries) {
    out += indent + entry.key + " " + std::to_string(entry.key_span.begin) + "-" +
           std::to_string(entry.key_span.end) + shown(entry.value, indent + "  ");
  }
  return out;
}

// The tree by way of toml++: a last header with a dot is not plain. "not TOML" when it is none.
std::string shown_by_tomlplusplus(const std::string &text) {
  const std::string last = "\n[this-is.not-plain]\n";
  BOOST_REQUIRE(!is_plain(text + last));
  Report report;
  TomlResult result = parse_toml(std::make_shared<Source>("f.toml", text + last), report);
  if (result.broken) {
    return "not TOML";
  }
  result.root.entries.pop_back();
  return shown(result.root);
}

// True for a plain text.
bool compare(const std::string &text) {
  auto root = read(text);
  if (root) {
    BOOST_REQUIRE_MESSAGE(shown(*root) == shown_by_tomlplusplus(text),
                          text << shown(*root) << "\nbut" << shown_by_tomlplusplus(text));
  }
  return root.has_value();
}

std::vector<std::string> files(const std::string &folder) {
  std::vector<std::string> texts;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(source_path(folder))) {
    if (entry.is_regular_file()) {
      texts.push_back(read_text(entry.path().string()));
    }
  }
  return texts;
}

} // namespace

BOOST_AUTO_TEST_CASE(all_that_rule_files_need_is_plain) {
  for (const char *text : {"",
                           "\n",
                           "# only this",
                           " \t\n",
                           "a = 'x'",
                           "a = \"x\" # y\n",
                           "a-b_C1 = 1\n1 = 2\n",
                           "a = '' \n b = \"\"",
                           "a = \"\\u0628 \\U0001F600 \\\\ \\\" \\n \\t\"",
                           "a = '\\u0628'",
                           "a = -7\nb = 0\nc = 123456789012345678",
                           "a = true\nb = false",
                           "a = []",
                           "a = [ 1, # one\n\n 2, ]",
                           "a = [[1], ['x']]",
                           "a = {}",
                           "a = { b = 1, c = { d = 'x' } }",
                           "a = [\n  { b = 1 },   # one\n\n  # two\n  { b = [\n] }\n]",
                           "[a]\nb = 1\n[c]\n",
                           " [ a ] # x\n",
                           "[[a]]\nb = 1\n[c]\n[[a]]\n\n[[ a ]]",
                           "[a]\na = 1",
                           "a = '\u2028\u0085\uFFFF\U0001F600\uFEFF' # \u0628\nb = 1"}) {
    BOOST_TEST(compare(text), text);
  }
}

BOOST_AUTO_TEST_CASE(all_else_is_left_to_tomlplusplus) {
  for (const char *text :
       {"a.b = 1", "'a' = 1", "\"a\" = 1", "[a.b]", "['a']", "a = 'x'\r\n", "a = '''x'''",
        "a = \"\"\"x\"\"\"", "a = \"\\b\"", "a = 1.5", "a = 1e3", "a = 0x10", "a = 1_000", "a = +1",
        "a = inf", "a = 2020-01-01", "a = 07:32:00", "a = 1234567890123456789"}) {
    BOOST_TEST(!is_plain(text), text);
    BOOST_TEST(shown_by_tomlplusplus(text) != "not TOML", text);
  }
}

BOOST_AUTO_TEST_CASE(mistakes_are_not_plain) {
  for (const char *text : {"a",
                           "a =",
                           "a = \n1",
                           "= 1",
                           "a = 1 2",
                           "a = 01",
                           "a = -",
                           "a = x",
                           "a = truex",
                           "a = 1 b = 2",
                           "a = 'x",
                           "a = 'x\n'",
                           "a = \"x",
                           "a = \"\\x\"",
                           "a = \"\\u062\"",
                           "a = \"\\uD800\"",
                           "a = \"\\U00110000\"",
                           "a = \"\\u+628\"",
                           "a = \"\\",
                           "a = \"\\u",
                           "a = [",
                           "a = [1",
                           "a = [,]",
                           "a = [1 2]",
                           "a = [1,,2]",
                           "a = {",
                           "a = { b = 1",
                           "a = { b = 1, }",
                           "a = { b = 1\n}",
                           "a = { 1 }",
                           "a = { b = 1 c = 2 }",
                           "a = 1\na = 2",
                           "a = { b = 1, b = 2 }",
                           "[",
                           "[a",
                           "[]",
                           "[a]]",
                           "[[a]",
                           "[[a] ]",
                           "[ [a]]",
                           "[a] b = 1",
                           "[a]\n[a]",
                           "[a]\n[[a]]",
                           "[[a]]\n[a]",
                           "a = []\n[[a]]",
                           "a = [{}]\n[[a]]",
                           "a = 1\n[a]",
                           "a = '\x01'",
                           "# \x7F",
                           "\x0C",
                           "a = 1\u00A0"}) {
    BOOST_TEST(!is_plain(text), text);
    BOOST_TEST(shown_by_tomlplusplus(text) == "not TOML", text);
  }
}

BOOST_AUTO_TEST_CASE(a_zero_byte_is_not_the_end) {
  using namespace std::string_literals;
  for (const std::string &text : {"\0"s, "a = 1\0"s, "a = 'x\0'"s, "# x\0\n"s, "a = [1\0]"s}) {
    BOOST_TEST(!is_plain(text));
  }
}

BOOST_AUTO_TEST_CASE(what_costs_more_than_its_length_is_left_to_tomlplusplus) {
  auto nested = [](std::size_t depth) {
    return "a = " + std::string(depth, '[') + std::string(depth, ']');
  };
  BOOST_TEST(compare(nested(16)));
  BOOST_TEST(!is_plain(nested(17)));
  BOOST_TEST(!is_plain(nested(100000)));
  std::string keys;
  for (int i = 0; i < 256; ++i) {
    keys += "k" + std::to_string(i) + " = 1\n";
  }
  BOOST_TEST(compare(keys));
  BOOST_TEST(!is_plain(keys + "a = 1\n"));
}

// Else loading would be slow, and nobody would know why.
BOOST_AUTO_TEST_CASE(the_rule_files_that_ship_are_plain) {
  for (const BuiltinRules &builtin : builtin_rules()) {
    BOOST_TEST(compare(std::string(builtin.text)), builtin.path);
  }
}

BOOST_AUTO_TEST_CASE(damaged_files_give_the_same_tree_or_none) {
  std::vector<std::string> texts = files("tests/data/diagnostics");
  for (const char *folder : {"rules/common", "rules/romanize", "fuzz/corpus/rule_file"}) {
    std::vector<std::string> more = files(folder);
    texts.insert(texts.end(), more.begin(), more.end());
  }
  std::erase_if(texts, [](const std::string &text) {
    return find_malformed(text) != std::string_view::npos;
  });
  const std::vector<std::string> pieces{"[",       "]",  "{",       "}",      "'",    "\"",  "\\",
                                        "\\u0628", "\n", "#",       "=",      ",",    ".",   "-",
                                        "0",       "1",  "a",       " ",      "\t",   "\r",  "[[",
                                        "]]",      "''", "a = 1\n", "\u0628", "true", "\x01"};
  Random random(74);
  auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  std::size_t plain = 0;
  for (int i = 0; i < 3000 * rounds(); ++i) {
    std::string text = texts[below(texts.size())];
    std::size_t begin = text.find('\n', below(text.size() + 1)); // a part, so that much is hit
    text = begin == std::string::npos ? text : text.substr(begin, 20 + below(300));
    for (std::size_t n = below(4); n > 0; --n) {
      text.replace(below(text.size() + 1), below(3), pieces[below(pieces.size())]);
    }
    plain += find_malformed(text) == std::string_view::npos && compare(text) ? 1 : 0;
  }
  BOOST_TEST(plain > 300u);
}

BOOST_AUTO_TEST_SUITE_END()
