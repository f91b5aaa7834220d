// Runs all examples in the documentation.
//
// The words after the language of a fenced block define its purpose:
//
//   ```toml name=shadda    a valid rule set, which later ones may use and extend
//   ```toml sets=letters   a file of sets, for `include`
//   ```toml error=AR0114   a rule set that is rejected with exactly these codes (joined by commas);
//                          with the word `reverse`, only in the reverse direction
//   ```tsv words=names.tsv a file of words, beside the rule files
//   ```text test=shadda    lines `text => result`, and `result <= text` in reverse; \u064E
//                          is a character, \xFF a byte
//   ```text export=shadda  the output of `arnorm export --icu shadda`
//   ```cpp file=a/b.cc     the text of that file
//   ```sh                  command lines: their options and rule sets must exist
//
// Rule files may omit their first two lines, `format` and `name`.
#include <boost/test/unit_test.hpp>

#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include <unicode/uchar.h>

#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "characters/utf.h"
#include "check/claims.h"
#include "check/rule_tests.h"
#include "rules/masked_rows.h"
#include "support/oracle.h"
#include "support/support.h"

// The programs of README.md and docs/library.md under different names.
#define main readme_main
#include "chain/layout.h"
#include "readme_example.cc"
#undef main
#define main readme_texts_main
#include "readme_texts.cc"
#undef main
#define main library_highlight_main
#include "library_highlight.cc"
#undef main
#define main library_stream_main
#include "library_stream.cc"
#undef main

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(docs)

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> pages{
    "README.md",           "CONTRIBUTING.md",       "CHANGELOG.md",
    "rules/README.md",     "src/README.md",         "fuzz/README.md",
    "docs/rule-format.md", "docs/icu.md",           "docs/laws.md",
    "docs/diagnostics.md", "docs/engines.md",       "docs/benchmarks.md",
    "docs/filter.md",      "docs/stats.md",         "docs/records.md",
    "docs/building.md",    "docs/align.md",         "docs/explain.md",
    "docs/python.md",      "docs/library.md",       "python/README.md",
    "docs/cookbook.md",    "docs/quran.md",         "docs/editors.md",
    "editors/README.md",   "docs/import.md",        "docs/audit.md",
    "docs/guide.md",       "docs/writing-rules.md", "docs/testing-rules.md",
    "docs/diff.md",        "docs/postgresql.md",    "postgresql/README.md",
    "docs/languages.md",   "docs/scale.md",         "docs/sqlite.md",
    "sqlite/README.md",    "docs/trust.md",         "SECURITY.md"};

// Pages with rule files in the form above. (docs/diagnostics.md has its own form and its own test.)
const std::vector<std::string> pages_with_rules{
    "README.md",        "CONTRIBUTING.md", "rules/README.md", "docs/rule-format.md",
    "docs/cookbook.md", "docs/icu.md",     "docs/library.md"};

struct Block {
  std::string language;
  std::map<std::string, std::string> words;
  std::string text;
  std::string before; // the text between the preceding block and this one
  std::string place;  // "docs/icu.md:12"
  bool has(const std::string &word) const { return words.contains(word); }
  std::string word(const std::string &key) const { return has(key) ? words.at(key) : ""; }
};

std::vector<std::string> lines_of(const std::string &text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

Block opened(const std::string &fence, const std::string &place) {
  std::istringstream in(fence.substr(3));
  Block block;
  block.place = place;
  in >> block.language;
  for (std::string word; in >> word;) {
    std::size_t equals = std::min(word.find('='), word.size());
    block.words[word.substr(0, equals)] = word.substr(std::min(equals + 1, word.size()));
  }
  return block;
}

std::vector<Block> blocks_of(const std::string &page) {
  std::vector<Block> blocks;
  bool inside = false;
  std::size_t number = 0;
  std::string between;
  for (const std::string &line : lines_of(read_text(source_path(page)))) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) {
        blocks.push_back(opened(line, page + ":" + std::to_string(number)));
        blocks.back().before = std::exchange(between, {});
      }
    } else {
      (inside ? blocks.back().text : between) += line + "\n";
    }
  }
  BOOST_TEST(!inside, page << ": a block is never closed");
  return blocks;
}

std::string trimmed(const std::string &text) {
  std::size_t begin = text.find_first_not_of(' ');
  std::size_t end = text.find_last_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, end + 1 - begin);
}

// Decodes \u064E and \xFF.
std::string unescaped(const std::string &text) {
  static const std::regex escape(R"(\\u([0-9A-F]{4})|\\x([0-9A-F]{2}))");
  std::string out;
  auto last = text.begin();
  for (std::sregex_iterator at(text.begin(), text.end(), escape), end; at != end; ++at) {
    const std::smatch &match = *at;
    out.append(last, match[0].first);
    if (match[1].matched) {
      append_utf8(out, static_cast<char32_t>(std::stoul(match[1], nullptr, 16)));
    } else {
      out += static_cast<char>(std::stoul(match[2], nullptr, 16));
    }
    last = match[0].second;
  }
  return out.append(last, text.end());
}

bool has_right_to_left(const std::string &text) {
  std::u32string points = to_utf32(text);
  return std::any_of(points.begin(), points.end(), [](char32_t c) {
    UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  });
}

std::string codes_of(const std::vector<Diagnostic> &diagnostics) {
  std::string out;
  for (const Diagnostic &d : diagnostics) {
    out += (out.empty() ? "" : ",") + to_string(d.code);
  }
  return out;
}

// The rule files of a page in a temporary folder.
class Examples {
public:
  // Hides the rule sets of the user who runs the tests.
  Examples() {
    ::unsetenv("ARNORM_PATH");
    ::setenv("XDG_DATA_HOME", folder_.path().c_str(), 1);
  }

  void run(const Block &block) {
    BOOST_TEST_CONTEXT(block.place) {
      if (block.language == "toml") {
        run_rules(block);
      } else if (block.has("words")) {
        folder_.write(block.word("words"), block.text);
      } else if (block.has("test")) {
        run_texts(block);
      } else if (block.has("export")) {
        BOOST_TEST(chain(block.word("export"), Direction::forward)->icu_rules().rules ==
                   block.text);
      } else if (block.has("file")) {
        BOOST_TEST(read_text(source_path(block.word("file"))) == block.text);
      } else {
        BOOST_TEST(block.words.empty(), "this says nothing to the test of the examples");
      }
    }
  }

  bool has(const std::string &name) const { return fs::exists(file(name)); }

private:
  std::string file(const std::string &name) const { return folder_.path() + "/" + name + ".toml"; }

  void write(const std::string &name, const std::string &text) {
    bool whole = text.starts_with("format");
    folder_.write(name + ".toml", whole ? text : "format = 1\nname = \"" + name + "\"\n" + text);
  }

  void run_rules(const Block &block) {
    if (block.has("error")) {
      write("example", block.text);
      auto found = block.has("reverse") ? backwards("example") : diagnose("example");
      BOOST_TEST(codes_of(found) == block.word("error"), render(found));
      bool told = block.before.find("Rejected") != std::string::npos &&
                  block.before.find(block.word("error")) != std::string::npos;
      BOOST_TEST(told, "a reader does not see the word after the fence");
    } else if (block.has("sets")) {
      write(block.word("sets"), block.text);
      std::string user = "include = \"" + block.word("sets") + "\"\n[[stage]]\nform = \"NFC\"\n";
      write("example", user);
      BOOST_TEST(render(diagnose("example")) == "");
    } else {
      BOOST_REQUIRE_MESSAGE(block.has("name"), "a rule file without name, sets or error");
      BOOST_TEST(!has(block.word("name")), "a second example of that name");
      write(block.word("name"), block.text);
      BOOST_TEST(render(diagnose(block.word("name"))) == "");
    }
  }

  // The diagnostics of `arnorm check` and `arnorm test`.
  std::vector<Diagnostic> diagnose(const std::string &name) const {
    RuleLibrary library({.path = {folder_.path()}});
    Report report;
    if (RuleSetPtr set = library.load(file(name), {}, report)) {
      check_meaning(*set, report);
      std::vector<Step> steps;
      lay_out(set, Direction::forward, library, steps, report);
      CompiledChain::build(std::move(steps), report, Engine::icu);
      if (!report.has_errors()) {
        check_claims(set, library, report);
        run_tests(set, library, report);
      }
    }
    return report.take();
  }

  Loaded loaded(const std::string &name, Direction direction) const {
    Options options;
    options.direction = direction;
    options.path = {folder_.path()};
    return Chain::load(has(name) ? file(name) : name, options);
  }

  std::vector<Diagnostic> backwards(const std::string &name) const {
    BOOST_TEST(static_cast<bool>(loaded(name, Direction::forward)));
    return loaded(name, Direction::reverse).diagnostics;
  }

  std::shared_ptr<const Chain> chain(const std::string &name, Direction direction) const {
    Loaded result = loaded(name, direction);
    BOOST_REQUIRE_MESSAGE(result, render(result.diagnostics));
    return result.share();
  }

  void run_texts(const Block &block) const {
    BOOST_REQUIRE_MESSAGE(has(block.word("test")), "there is no such example");
    BOOST_TEST(!block.text.empty());
    for (const std::string &line : lines_of(block.text)) {
      BOOST_TEST_CONTEXT(line) { run_line(block.word("test"), " " + line + " "); }
    }
  }

  void run_line(const std::string &name, const std::string &line) const {
    Direction direction = Direction::forward;
    std::size_t arrow = line.find(" => ");
    if (arrow == std::string::npos) {
      direction = Direction::reverse;
      arrow = line.find(" <= ");
    }
    BOOST_REQUIRE_MESSAGE(arrow != std::string::npos, "no arrow");
    std::string left = trimmed(line.substr(0, arrow));
    std::string right = trimmed(line.substr(arrow + 4));
    BOOST_TEST(!(has_right_to_left(left) && has_right_to_left(right)),
               "this line is displayed backwards: write one side in escapes");
    bool forward = direction == Direction::forward;
    compare(name, direction, unescaped(forward ? left : right), unescaped(forward ? right : left));
  }

  // Compares the engine and the interpreter of the definition with the expected result.
  void compare(const std::string &name, Direction direction, const std::string &from,
               const std::string &to) const {
    BOOST_TEST(chain(name, direction)->apply(from) == to);
    RuleLibrary library({.path = {folder_.path()}});
    Report report;
    std::vector<Step> steps;
    lay_out(library.load(file(name), {}, report), direction, library, steps, report);
    bool icu = std::any_of(steps.begin(), steps.end(), [](const Step &step) {
      return std::holds_alternative<IcuStage>(step.stage->what);
    });
    BOOST_TEST((icu || interpret(steps, from) == to), "the interpreter says something else");
  }

  TemporaryFolder folder_;
};

// The first group of each match of a pattern in a text.
std::set<std::string> all(const std::string &text, const std::string &pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  std::set<std::string> words;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    words.insert(match->str(1));
  }
  return words;
}

// All options and commands.
struct CommandWords {
  std::set<std::string> options;
  std::set<std::string> with_value;
  std::set<std::string> commands;

  CommandWords() {
    std::istringstream table(read_text(source_path("src/tool/options/options.toml")));
    std::set<std::string> names; // of the current option
    for (std::string line; std::getline(table, line);) {
      static const std::regex entry(R"re((short|long|name|value|choices) = "?([^"]*)"?)re");
      std::smatch match;
      if (line == "[[option]]") {
        names.clear();
      } else if (std::regex_match(line, match, entry)) {
        add(match[1], match[2], names);
      }
    }
  }

  void add(const std::string &key, const std::string &value, std::set<std::string> &names) {
    if (key == "name") {
      commands.insert(value);
    } else if (key == "value" || key == "choices") {
      with_value.insert(names.begin(), names.end());
    } else {
      names.insert((key == "short" ? "-" : "--") + value);
      options.insert(names.begin(), names.end());
    }
  }

  bool takes_value(const std::string &option) const { return with_value.contains(option); }
};

// The calls of the command in a line of shell, as words without `arnorm`.
std::vector<std::vector<std::string>> calls_in(const std::string &line) {
  static const std::regex call(R"re((?:^|[ (/])arnorm( [^|;&<>()"#]*))re");
  std::vector<std::vector<std::string>> calls;
  for (std::sregex_iterator at(line.begin(), line.end(), call), end; at != end; ++at) {
    std::istringstream in(at->str(1));
    calls.emplace_back();
    for (std::string word; in >> word;) {
      std::erase(word, '\'');
      calls.back().push_back(word);
    }
  }
  return calls;
}

void check_chain(const std::string &names) {
  std::vector<std::string> known = shipped();
  std::istringstream in(names);
  for (std::string name; std::getline(in, name, ',');) {
    bool file = name.find('/') != std::string::npos || name.ends_with(".toml");
    BOOST_TEST((file || std::count(known.begin(), known.end(), name) == 1),
               "there is no rule set " << name);
  }
}

// Removes the options, which must exist. Keeps placeholders (CAPITALS) and shell variables.
std::vector<std::string> without_options(const std::vector<std::string> &call,
                                         const CommandWords &known) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (call[i].size() > 1 && call[i].starts_with('-')) {
      BOOST_TEST(known.options.contains(call[i]), "there is no option " << call[i]);
      i += known.takes_value(call[i]) ? 1 : 0;
    } else {
      rest.push_back(call[i]);
    }
  }
  return rest;
}

bool is_placeholder(const std::string &word) {
  return word.starts_with('$') || all(word, "^([A-Z|.]+)$").size() == 1;
}

void check_call(const std::vector<std::string> &call, const CommandWords &known) {
  std::vector<std::string> words = without_options(call, known);
  if (words.empty() || is_placeholder(words[0])) {
    return;
  }
  if (!known.commands.contains(words[0])) {
    check_chain(words[0]); // the filter; the other words are files
    return;
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_placeholder(words[i])) {
      continue;
    }
    if (words[0] == "explain" && words[i].starts_with("AR")) {
      BOOST_TEST(explain_code(words[i]) != "", "there is no diagnostic " << words[i]);
    } else if (words[0] != "explain" || i == 1) { // texts follow the chain

      check_chain(words[i]);
    }
  }
}

// Runs `echo TEXT | arnorm [-r] CHAIN   # RESULT`.
bool run_echo(const std::string &line) {
  static const std::regex echo(
      R"(echo '([^']*)' \| (?:build/)?arnorm (-r )?([a-z0-9,-]+) +# (.*))");
  std::smatch match;
  if (!std::regex_match(line, match, echo)) {
    return false;
  }
  Options options;
  options.direction = match[2].matched ? Direction::reverse : Direction::forward;
  Loaded chain = Chain::load(match.str(3), options);
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(chain->apply(match.str(1)) == match.str(4));
  return true;
}

// The anchors of the headings of a page: lower case, with `-` for spaces.
std::set<std::string> anchors(const fs::path &page) {
  std::set<std::string> result;
  for (std::string heading : all(read_text(page.string()), "^#+ (.*)$")) {
    std::erase_if(heading, [](char c) { return std::strchr("`:.,()&*\"'/+?!", c) != nullptr; });
    for (char &c : heading) {
      c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    result.insert(heading);
  }
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_rule_file_and_text_is_right) {
  for (const std::string &page : pages_with_rules) {
    Examples examples;
    for (const Block &block : blocks_of(page)) {
      examples.run(block);
    }
  }
}

// The reference of the rule format has examples of all constructs.
BOOST_AUTO_TEST_CASE(the_rule_format_has_examples_of_everything) {
  std::string rules;
  for (const Block &block : blocks_of("docs/rule-format.md")) {
    rules += block.language == "toml" && block.has("name") ? block.text : "";
  }
  for (const char *piece : {"form = \"N",
                            "marks = ",
                            "remove = ",
                            "squeeze = ",
                            "use = ",
                            "icu = ",
                            "table = ",
                            "include = ",
                            "extends = ",
                            "override = ",
                            "drop = true",
                            "after = \"",
                            "before = '",
                            "only = \"forward\"",
                            "only = \"reverse\"",
                            "reversible = true",
                            "scripts = ",
                            "fails = ",
                            "direction = \"both\"",
                            "direction = \"reverse\"",
                            "\\u{",
                            "\\U0",
                            "\\N{",
                            "$edge",
                            "$start",
                            "$end",
                            "$$",
                            "$1",
                            "[^",
                            "\\p{",
                            "[:",
                            "?",
                            "{2,3}"}) {
    BOOST_TEST((rules.find(piece) != std::string::npos), piece << " is in no example");
  }
}

BOOST_AUTO_TEST_CASE(command_lines_name_what_there_is) {
  CommandWords known;
  BOOST_TEST(known.options.contains("-r"));
  BOOST_TEST(known.commands.contains("export"));
  std::size_t calls = 0;
  for (const std::string &page : pages_with_rules) {
    for (const Block &block : blocks_of(page)) {
      for (const std::string &line : lines_of(block.language == "sh" ? block.text : "")) {
        for (const auto &call : calls_in(line)) {
          BOOST_TEST_CONTEXT(block.place << ": " << line) { check_call(call, known); }
          ++calls;
        }
      }
    }
  }
  BOOST_TEST(calls > 10u);
}

// The output of a program, which must succeed.
std::string output_of(int (*program)()) {
  std::ostringstream out;
  std::streambuf *before = std::cout.rdbuf(out.rdbuf());
  int status = program();
  std::cout.rdbuf(before);
  BOOST_TEST(status == 0);
  return out.str();
}

BOOST_AUTO_TEST_CASE(command_lines_with_a_result_give_it) {
  int lines = 0;
  for (const Block &block : blocks_of("README.md")) {
    for (const std::string &line : lines_of(block.language == "sh" ? block.text : "")) {
      BOOST_TEST_CONTEXT(line) { lines += run_echo(line) ? 1 : 0; }
    }
  }
  BOOST_TEST(lines > 0);
}

BOOST_AUTO_TEST_CASE(the_programs_of_the_readme_run) {
  std::string shown;
  for (const Block &block : blocks_of("README.md")) {
    shown += block.word("file") + " ";
  }
  BOOST_TEST(shown.find("tests/whole/readme_example.cc ") != std::string::npos);
  BOOST_TEST(shown.find("tests/whole/readme_texts.cc ") != std::string::npos);
  BOOST_TEST(output_of(readme_main) == "AlErbyh\n");
  std::string texts = output_of(readme_texts_main);
  BOOST_TEST(
      texts.starts_with("mine: <text>/mine.toml\nsearch: <built-in>/normalize/search.toml\n"));
  BOOST_TEST(texts.find("\njAy ") != std::string::npos, texts);
}

BOOST_AUTO_TEST_CASE(the_programs_of_the_library_page_run) {
  const std::string page = read_text(source_path("docs/library.md"));
  const std::string found = output_of(library_highlight_main);
  std::string first = found.substr(0, found.find('\n'));
  std::string second = found.substr(first.size() + 1, found.size() - first.size() - 2);
  BOOST_TEST(first == "قرأتُ ال[كِتَابَ] أمس");
  BOOST_TEST(page.find("It prints `" + first + "` and `" + second + "`.") != std::string::npos,
             found);
  const std::string stream = output_of(library_stream_main);
  BOOST_TEST(stream.starts_with("0-2 became 0-1\n"), stream);
  BOOST_TEST(stream.ends_with("\nmuHam~ad\n"), stream);
}

// The pages of rule sets list all of them, and the README lists only existing ones.
BOOST_AUTO_TEST_CASE(the_pages_list_the_rule_sets) {
  std::vector<std::string> names = shipped();
  std::string pages =
      read_text(source_path("docs/schemes.md")) + read_text(source_path("docs/normalizations.md"));
  for (const std::string &name : names) {
    BOOST_TEST(pages.find("`" + name + "`") != std::string::npos, name);
  }
  for (const std::string &cell : all(read_text(source_path("README.md")), R"(^\| (`[^|]*`) \|)")) {
    BOOST_TEST(std::count(names.begin(), names.end(), cell.substr(1, cell.size() - 2)) == 1, cell);
  }
}

BOOST_AUTO_TEST_CASE(links_lead_to_files_and_headings) {
  for (const std::string &page : pages) {
    fs::path file = source_path(page);
    for (const std::string &link : all(read_text(file.string()), R"(\]\(([^)]+)\))")) {
      if (link.find("://") != std::string::npos) {
        continue;
      }
      std::size_t sign = std::min(link.find('#'), link.size());
      fs::path target = sign == 0 ? file : file.parent_path() / link.substr(0, sign);
      BOOST_TEST(fs::exists(target), page << " links to " << link);
      if (sign < link.size() && fs::exists(target)) {
        BOOST_TEST(anchors(target).contains(link.substr(sign + 1)), page << " links to " << link);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_code_that_is_mentioned_exists) {
  for (const std::string &page : pages) {
    for (const std::string &code : all(read_text(source_path(page)), "(AR[0-9]{4})")) {
      BOOST_TEST(explain_code(code) != "", page << " mentions " << code);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
