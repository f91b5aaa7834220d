// All diagnostics: the exact wording of each message, and a page for each code.
//
// tests/data/diagnostics contains pairs: a rule file `ar0203-masked-row.toml`, and its diagnostics
// in `ar0203-masked-row.err`. Diagnostics that no rule file alone can trigger also have an .err
// file and are triggered below, in `provoked`; those of the filter's input (AR06) are triggered in
// tests/tool/report/input_diagnostics_test.cc. To add a pair or to change a message, write the rule
// file and run
//
//     ARNORM_ACCEPT=1 build/tests/arnorm-tests --run_test=diagnostics
//
// which rewrites all .err files. Then read the changes from the viewpoint of a user: can the
// message be understood alone, does the label add information to it, and does the help work if it
// is followed to the letter?
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <set>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "check/check_rules.h"
#include "check/rule_tests.h"
#include "icu/icu_engine.h"
#include "import/import_transform.h"
#include "import/letter_table.h"
#include "parse/rule_library.h"
#include "support/hostile_rules.h"
#include "support/support.h"

namespace {

using namespace arnorm;
using namespace arnorm::test;

namespace fs = std::filesystem;

// Hides the rule sets of the user who runs the tests.
class Environment {
public:
  Environment() {
    set("ARNORM_PATH", std::nullopt);
    set("XDG_DATA_HOME", empty_.path());
  }
  ~Environment() {
    for (const auto &[name, value] : before_) {
      change(name, value);
    }
  }
  Environment(const Environment &) = delete;
  Environment &operator=(const Environment &) = delete;

private:
  using Value = std::optional<std::string>;

  void set(const std::string &name, const Value &value) {
    const char *old = std::getenv(name.c_str());
    before_.emplace(name, old == nullptr ? Value() : Value(old));
    change(name, value);
  }

  static void change(const std::string &name, const Value &value) {
    if (value) {
      ::setenv(name.c_str(), value->c_str(), 1);
    } else {
      ::unsetenv(name.c_str());
    }
  }

  TemporaryFolder empty_;
  std::map<std::string, Value> before_;
};

bool accepts() { return std::getenv("ARNORM_ACCEPT") != nullptr; }

std::string pairs_folder() { return source_path("tests/data/diagnostics"); }

std::string in_pairs(const std::string &name) { return pairs_folder() + "/" + name; }

// The diagnostics of `arnorm check` and `arnorm test` for a rule file.
std::vector<Diagnostic> diagnose(const std::string &file) {
  RuleLibrary library({});
  Report report;
  if (RuleSetPtr set = library.load(file, {}, report)) {
    check_rules(set, library, report);
    run_tests(set, library, report);
  }
  return report.take();
}

std::vector<Diagnostic> in_reverse(const std::string &chain) {
  Options options;
  options.direction = Direction::reverse;
  return Chain::load(chain, options).diagnostics;
}

std::string codes_of(const std::vector<Diagnostic> &diagnostics) {
  std::string out;
  for (const Diagnostic &d : diagnostics) {
    out += (out.empty() ? "" : " ") + to_string(d.code);
  }
  return out;
}

bool has_code(const std::vector<Diagnostic> &diagnostics, const std::string &code) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [&](const Diagnostic &d) { return to_string(d.code) == code; });
}

// The code of a pair: "ar0203-masked-row" is one of AR0203.
std::string code_of_pair(const std::string &stem) {
  std::string code = stem.substr(0, 6);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return code;
}

// The names of the files in tests/data/diagnostics with this ending, without the ending.
std::vector<std::string> stems(const std::string &ending) {
  std::vector<std::string> result;
  for (const auto &entry : fs::directory_iterator(pairs_folder())) {
    if (entry.path().extension() == ending) {
      result.push_back(entry.path().stem().string());
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

void erase_all(std::string &text, const std::string &piece) {
  for (std::size_t at = 0; (at = text.find(piece, at)) != std::string::npos;) {
    text.erase(at, piece.size());
  }
}

// Compares diagnostics with the .err file, or writes it. File names are shown without the test
// folders.
void expect(const std::string &stem, const std::vector<Diagnostic> &found,
            const std::string &folder) {
  std::string text = render(found);
  erase_all(text, pairs_folder() + "/");
  erase_all(text, folder + "/");
  std::string file = in_pairs(stem + ".err");
  if (accepts()) {
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  BOOST_TEST_CONTEXT(stem) {
    BOOST_REQUIRE(fs::exists(file));
    BOOST_TEST(text == read_text(file));
    BOOST_TEST(has_code(found, code_of_pair(stem)));
  }
}

// A rule file that leaves ICU no range for its stand-ins, because it names every eighth character
// in the ranges that could be used.
std::string crowded() {
  std::string rows = "{ from = '[بت]', to = \"b\" },\n";
  for (auto [first, last] : {std::pair<char32_t, char32_t>{0xE000, 0xF8FF}, {0x3400, 0xD7A3}}) {
    for (char32_t c = first; c <= last; c += 8) {
      rows += fmt::format("{{ from = '\\u{:04X}', to = \"\" }},\n", static_cast<unsigned>(c));
    }
  }
  return table(rows);
}

// Builds a link that arnorm itself would never write.
std::vector<Diagnostic> build_link(IcuLink::Kind kind, const std::string &text) {
  auto source = std::make_shared<Source>("example.toml", "[[stage]]\nmarks = \"canonical\"\n");
  Report report;
  IcuEngine::build({{kind, text, 0, false, {source, 0, 9}}}, report);
  return report.take();
}

std::vector<Diagnostic> hostile(std::string_view name, std::size_t size) {
  for (const HostileKind &kind : hostile_kinds()) {
    if (kind.name == name) {
      std::vector<Diagnostic> found = Chain::parse(hostile_rules(kind, size)).diagnostics;
      found.resize(std::min<std::size_t>(found.size(), 1)); // the rest are like it
      return found;
    }
  }
  return {};
}

// Rows that are told apart by their last character only: each is compared with all before it.
std::string compared_rows() {
  std::string rows;
  for (unsigned i = 0; i < 600; ++i) {
    rows += fmt::format("{{ from = '[\\u4E00-\\u{:04X}]((v{{32}}){{30}})\\u{:04X}', to = 'x' }},\n",
                        0x6000 - i, 0xAC00 + i);
  }
  return table(rows);
}

// The diagnostics of a file of words.
std::vector<Diagnostic> words(const TemporaryFolder &folder, const std::string &file) {
  folder.write("names.tsv", file);
  return diagnose(folder.write("test.toml", rules("[[stage]]\nwords = \"names.tsv\"\n")));
}

// The diagnostics of an import; a table of letters if the name says so.
std::vector<Diagnostic> import(const std::string &name, const std::string &text,
                               bool reverse = false, bool filter = true) {
  auto source = std::make_shared<Source>(name, text);
  Report report;
  if (name.ends_with(".tsv")) {
    import_letters(source, "letters", name, report);
    return report.take();
  }
  RuleText rules = rule_text(source, report);
  if (!report.has_errors()) {
    import_transform(rules, {.name = "x", .origin = name, .reverse = reverse, .filter = filter},
                     report);
  }
  return report.take();
}

std::string counting_tables() {
  std::string stages;
  for (int n = 0; n < 30; ++n) {
    stages += "[[stage]]\ntable = [\n";
    for (unsigned i = 0; i < 19; ++i) {
      stages += fmt::format("{{ from = 'a{{1,32}}b{{1,32}}\\u{:04X}', to = 'x' }},\n", 0x4E00 + i);
    }
    stages += "]\n";
  }
  return rules(stages);
}

struct Provoked {
  std::string stem;
  std::function<std::vector<Diagnostic>(const TemporaryFolder &)> diagnose;
};

// Diagnostics that depend on how a chain is run, or on files outside of the source tree.
const std::vector<Provoked> &provoked() {
  using Folder = const TemporaryFolder &;
  constexpr std::size_t too_large = (4 << 20) + 1;
  static const std::vector<Provoked> all{
      {"ar0002-command-line", [](Folder f) { return diagnose(f.path() + "/none.toml"); }},
      {"ar0003-command-line",
       [](Folder f) { return diagnose(f.write("large.toml", std::string(too_large, '\n'))); }},
      {"ar0003-use",
       [](Folder f) {
         f.write("large.toml", std::string(too_large, '\n'));
         return diagnose(f.write("test.toml", rules("[[stage]]\nuse = \"./large.toml\"\n")));
       }},
      {"ar0003-text",
       [](Folder) { return Chain::parse(std::string(too_large, '\n')).diagnostics; }},
      {"ar0004-command-line", [](Folder) { return Chain::load("strip-tatwel").diagnostics; }},
      {"ar0004-several", [](Folder) { return Chain::load("serach,zzzzzz").diagnostics; }},
      {"ar0005-two-commas", [](Folder) { return Chain::load("clean,,search").diagnostics; }},
      {"ar0005-empty", [](Folder) { return Chain::load("").diagnostics; }},
      {"ar0005-nothing-to-decode", [](Folder) { return Chain::load(":iso-233").diagnostics; }},
      {"ar0006-three", [](Folder) { return Chain::load("buckwalter:iso-233:clean").diagnostics; }},
      {"ar0007-data-folder",
       [](Folder f) {
         f.write("arnorm/rules/search.toml", "format = 1\nname = \"search\"\n");
         ::setenv("XDG_DATA_HOME", f.path().c_str(), 1); // until the next fixture resets it
         auto found = Chain::load("search").diagnostics;
         std::erase_if(found, [](const Diagnostic &d) { return d.severity == Severity::error; });
         return found;
       }},
      {"ar0008-text",
       [](Folder) { return Chain::parse(rules("[[stage]]\nuse = \"./x.toml\"\n")).diagnostics; }},
      {"ar0008-link",
       [](Folder f) {
         fs::create_symlink("/etc/passwd", f.path() + "/link.toml");
         return diagnose(f.write("test.toml", rules("[[stage]]\nuse = \"./link.toml\"\n")));
       }},
      {"ar0009-chain",
       [](Folder) {
         Options options;
         options.files = Files::none;
         return Chain::load("./mine.toml", options).diagnostics;
       }},
      {"ar0140-text",
       [](Folder) {
         return Chain::parse(rules("[[stage]]\nwords = \"names.tsv\"\n")).diagnostics;
       }},
      {"ar0141-utf-16",
       [](Folder f) {
         return words(f, std::string("\xFF\xFE"
                                     "a\0\t\0"
                                     "b\0",
                                     8));
       }},
      {"ar0141-binary",
       [](Folder f) {
         return words(f, std::string("\x7F"
                                     "ELF\x02\t",
                                     6));
       }},
      {"ar0144-file", [](Folder f) { return words(f, std::string((32 << 20) + 1, '#')); }},
      {"ar0144-word", [](Folder f) { return words(f, std::string(257, 'a') + "\tb\n"); }},
      {"ar0149-lines",
       [](Folder f) {
         std::string lines;
         for (int i = 0; i < 1000; ++i) {
           lines += "word\n";
         }
         return std::vector<Diagnostic>{words(f, lines).back(), words(f, lines + "a\tb\n")[0]};
       }},
      {"ar0210-decodes", [](Folder) { return Chain::load("search:iso-233").diagnostics; }},
      {"ar0205-remove", [](Folder) { return in_reverse(in_pairs("shared/ar0205-remove.toml")); }},
      {"ar0210-forward", [](Folder) { return in_reverse(in_pairs("shared/ar0210-forward.toml")); }},
      {"ar0211-line-feed",
       [](Folder) {
         RuleLibrary library({});
         Report report;
         check_line_feeds(steps_of_chain(in_pairs("shared/ar0211-line-feed.toml"),
                                         Direction::reverse, library, report),
                          report);
         return report.take();
       }},
      {"ar0401-compared", [](Folder) { return Chain::parse(compared_rows()).diagnostics; }},
      {"ar0401-overlap", [](Folder) { return hostile("nested_contexts", 16'000); }},
      {"ar0401-sets", [](Folder) { return hostile("names_in_sets", 6200); }},
      {"ar0401-tables", [](Folder) { return Chain::parse(counting_tables()).diagnostics; }},
      {"ar0402-files",
       [](Folder f) {
         for (int i = 65; i > 0; --i) {
           f.write(fmt::format("f{}.toml", i),
                   fmt::format("format = 1\nname = \"f{}\"\nextends = \"f{}\"\n", i, i + 1));
         }
         return diagnose(f.path() + "/f1.toml");
       }},
      {"ar0011-many",
       [](Folder f) {
         std::string rows;
         for (int i = 0; i < 200; ++i) {
           rows += fmt::format("  {{ form = \"{}\", to = \"\" }},\n", i);
         }
         return std::vector<Diagnostic>{diagnose(f.write("test.toml", table(rows))).back()};
       }},
      {"ar0403-crowded", [](Folder f) { return diagnose(f.write("test.toml", crowded())); }},
      {"ar0404-rules", [](Folder) { return build_link(IcuLink::Kind::rules, "this is no rule"); }},
      {"ar0404-transform",
       [](Folder) { return build_link(IcuLink::Kind::transform, "this is no id"); }},
      {"ar0406-filter",
       [](Folder) {
         return Chain::load(in_pairs("shared/ar0406-filter.toml"))->icu_rules().diagnostics;
       }},
      {"ar0406-private-use",
       [](Folder) {
         return Chain::load(in_pairs("shared/ar0406-private-use.toml"))->icu_rules().diagnostics;
       }},
      {"ar0501-operator", [](Folder) { return import("rules.txt", "a > b ;\nc d ;\n"); }},
      {"ar0501-variable", [](Folder) { return import("rules.txt", "$long { a > b ;\n"); }},
      {"ar0501-quote", [](Folder) { return import("rules.txt", "a > ! ;\n"); }},
      {"ar0501-surrogate",
       [](Folder) {
         return import("rules.txt",
                       "$mark = [\\uDD00-\\uDFFF] ;\na $mark > b ;\nc > d \\uDD00 ;\n");
       }},
      {"ar0501-set", [](Folder) { return import("rules.txt", "[[:Arabix:]] > a ;\n"); }},
      {"ar0501-reverse", [](Folder) { return import("rules.txt", "a > b ;\n", true); }},
      {"ar0502-function", [](Folder) { return import("rules.txt", "a > &Any-Upper(b) ;\n"); }},
      {"ar0502-context", [](Folder) { return import("rules.txt", "(a) { b } > $1 ;\n"); }},
      {"ar0502-differs", [](Folder) { return import("rules.txt", "x { a > x ; b { c > b ;\n"); }},
      {"ar0502-filter",
       [](Folder) { return import("rules.txt", ":: [:Arabic:] ;\n:: NFKD ;\n\u0628 > b ;\n"); }},
      {"ar0503-form",
       [](Folder) { return import("rules.txt", ":: NFD ;\n\u00E9 > e ;\na > b ;\n"); }},
      {"ar0503-filter",
       [](Folder) { return import("rules.txt", ":: [ab] ;\nc > d ;\na > b ;\n:: Null ;\n"); }},
      {"ar0504-plus", [](Folder) { return import("rules.txt", "ab+ > c ;\n"); }},
      {"ar0505-no-transform", [](Folder) { return import("root.xml", "<ldml>\n</ldml>\n"); }},
      {"ar0505-entity",
       [](Folder) {
         return import("x.xml", "<transform>\n<tRule>a &to; b ;</tRule>\n</transform>\n");
       }},
      {"ar0506-no-tab", [](Folder) { return import("letters.tsv", "\u0628 b\n"); }},
      {"ar0506-twice", [](Folder) { return import("letters.tsv", "\u0628\tb\n\u0628\tp\n"); }},
      {"ar0507-left-out",
       [](Folder) {
         return import("rules.txt", ":: [:Arabic:] ;\n\u0628 > b ;\n:: NFC ;\n", false, false);
       }},
      {"ar0507-ignored",
       [](Folder) { return import("rules.txt", ":: [:Arabic:] ;\n\u0628 > b ;\n"); }},
      {"ar0507-characters",
       [](Folder) {
         return import("rules.txt", ":: [:Arabic:] ;\n\u0628 > b\u0331 ;\n:: NFC ;\n");
       }},
      {"ar0405-table",
       [](Folder) {
         Options options;
         options.engine = Engine::table;
         return Chain::load(in_pairs("shared/ar0405-icu.toml"), options).diagnostics;
       }},
  };
  return all;
}

// The codes that the sources mention as Code::AR0203.
std::set<std::string> codes_in_sources() {
  std::set<std::string> codes;
  const std::regex literal("Code::(AR[0-9]{4})");
  for (const auto &entry : fs::recursive_directory_iterator(source_path("src"))) {
    if (entry.path().extension() == ".cc") {
      std::string text = read_text(entry.path().string());
      for (std::sregex_iterator i(text.begin(), text.end(), literal), end; i != end; ++i) {
        codes.insert((*i)[1]);
      }
    }
  }
  return codes;
}

// The sections of docs/diagnostics.md by code.
std::map<std::string, std::string> sections() {
  std::string page = read_text(source_path("docs/diagnostics.md"));
  std::map<std::string, std::string> result;
  for (std::size_t at = page.find("\n## "); at != std::string::npos;) {
    std::size_t end = page.find("\n## ", at + 1);
    std::string section = page.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    result.emplace(section.substr(3, 6), section);
    at = end;
  }
  return result;
}

std::set<std::string> codes_in_pairs() {
  std::set<std::string> codes;
  for (const std::string &stem : stems(".err")) {
    codes.insert(code_of_pair(stem));
  }
  return codes;
}

std::string joined(const std::set<std::string> &words) {
  std::string out;
  for (const std::string &word : words) {
    out += word + " ";
  }
  return out;
}

// The ```toml blocks of a section, completed to rule files named "example".
std::vector<std::string> blocks(const std::string &section, const std::string &language) {
  std::vector<std::string> result;
  const std::string opening = "\n```" + language + "\n";
  for (std::size_t at = section.find(opening); at != std::string::npos;) {
    std::size_t begin = at + opening.size();
    std::size_t end = section.find("```", begin);
    result.push_back(section.substr(begin, end - begin));
    at = section.find(opening, end);
  }
  return result;
}

std::vector<std::string> examples(const std::string &section) {
  std::vector<std::string> result = blocks(section, "toml");
  for (std::string &block : result) {
    block.insert(0, block.starts_with("format") ? "" : "format = 1\nname = \"example\"\n");
  }
  return result;
}

// A rule file with ‸ before and after the text with the error.
struct Marked {
  std::string text;
  std::size_t line;
  std::size_t column;
  std::size_t length;
};

Marked marked(const std::string &body) {
  constexpr std::string_view mark = "‸";
  std::string text = rules(body);
  std::size_t begin = text.find(mark);
  text.erase(begin, mark.size());
  std::size_t end = text.find(mark);
  text.erase(end, mark.size());
  std::string before = text.substr(0, begin);
  std::size_t line_start = before.rfind('\n') + 1;
  return {text, 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + to_utf32(before.substr(line_start)).size(),
          to_utf32(text.substr(begin, end - begin)).size()};
}

// Whether a message begins with a lower-case letter or a proper name.
bool begins_well(const std::string &message) {
  return std::islower(static_cast<unsigned char>(message[0])) != 0 || message[0] == '`' ||
         message[0] == '\\' || message[0] == '$' || message.starts_with("ICU ") ||
         message.starts_with("U+") || message.starts_with("/") || message.starts_with("<text>");
}

void check_style(const Diagnostic &d) {
  BOOST_TEST_CONTEXT(render({&d, 1})) {
    BOOST_TEST(begins_well(d.message));
    BOOST_TEST(!d.message.ends_with('.'));
    BOOST_TEST(d.message.find('\n') == std::string::npos);
    BOOST_TEST(!d.help.empty());
    BOOST_TEST(begins_well(d.help));
    BOOST_TEST((!d.help.ends_with('.') || d.help.ends_with("...")));
    BOOST_TEST((!d.place || d.place->label != d.message));
    BOOST_TEST((!d.second || !d.second->label.empty()));
  }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(diagnostics, Environment)

BOOST_AUTO_TEST_CASE(rule_files_get_their_messages_word_for_word) {
  for (const std::string &stem : stems(".toml")) {
    expect(stem, diagnose(in_pairs(stem + ".toml")), pairs_folder());
  }
}

BOOST_AUTO_TEST_CASE(other_troubles_get_their_messages_word_for_word) {
  for (const Provoked &one : provoked()) {
    TemporaryFolder folder;
    expect(one.stem, one.diagnose(folder), folder.path());
  }
}

BOOST_AUTO_TEST_CASE(every_message_is_in_style) {
  for (const std::string &stem : stems(".toml")) {
    for (const Diagnostic &d : diagnose(in_pairs(stem + ".toml"))) {
      check_style(d);
    }
  }
  for (const Provoked &one : provoked()) {
    TemporaryFolder folder;
    for (const Diagnostic &d : one.diagnose(folder)) {
      check_style(d);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_code_has_a_section_and_a_pair) {
  std::set<std::string> documented;
  for (const auto &[code, section] : sections()) {
    documented.insert(code);
  }
  BOOST_TEST(joined(documented) == joined(codes_in_sources()));
  BOOST_TEST(joined(codes_in_pairs()) == joined(codes_in_sources()));
}

// The comment in `AR0203 = 203, // this row can never match` is the title of the section.
BOOST_AUTO_TEST_CASE(the_header_lists_the_codes_with_the_titles_of_their_sections) {
  std::string listed;
  const std::regex line("\n  (AR([0-9]{4})) = ([0-9]+), +// ([^\n]*)");
  const std::string text = read_text(source_path("include/arnorm/code.h"));
  for (std::sregex_iterator i(text.begin(), text.end(), line), end; i != end; ++i) {
    BOOST_TEST(std::stoi((*i)[2]) == std::stoi((*i)[3]));
    listed += fmt::format("## {}: {}\n", (*i)[1].str(), (*i)[4].str());
  }
  std::string headings;
  for (const auto &[code, section] : sections()) {
    headings += section.substr(0, section.find('\n') + 1);
  }
  BOOST_TEST(listed == headings);
}

// Diagnostics of the filter, which are not about rule files.
bool is_about_input(const std::string &stem_or_code) {
  return stem_or_code.starts_with("ar06") || stem_or_code.starts_with("AR06");
}

BOOST_AUTO_TEST_CASE(every_err_file_belongs_to_something) {
  std::vector<std::string> wanted = stems(".toml");
  for (const Provoked &one : provoked()) {
    wanted.push_back(one.stem);
  }
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::string> found = stems(".err");
  std::erase_if(found, is_about_input);
  BOOST_TEST(wanted == found, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(explain_gives_the_section_of_a_code) {
  for (const auto &[code, section] : sections()) {
    BOOST_TEST(explain_code(code) == section);
    BOOST_TEST(section.starts_with("## " + code + ": "));
  }
  for (const char *unknown :
       {"", "AR", "AR0", "AR0000", "AR9999", "AR02030", "ar0203", "0203", "AR0203:", " AR0203",
        "AR0203: this row can never match", "Diagnostics", "\n## AR0203"}) {
    BOOST_TEST(explain_code(unknown) == "");
  }
}

// Examples omit tests where these do not matter.
std::vector<Diagnostic> diagnose_example(const std::string &file, const std::string &code) {
  std::vector<Diagnostic> found = diagnose(file);
  std::erase_if(found, [&](const Diagnostic &d) {
    return d.code == Code::AR0220 && to_string(d.code) != code;
  });
  return found;
}

// In each section, the first example triggers the code, and the last one is valid.
BOOST_AUTO_TEST_CASE(examples_of_the_sections_do_what_is_said) {
  const std::set<std::string> no_rule_file_provokes{
      "AR0001", "AR0003", "AR0005", "AR0006", "AR0007", "AR0009", "AR0010", "AR0011", "AR0141",
      "AR0144", "AR0149", "AR0210", "AR0211", "AR0402", "AR0403", "AR0404", "AR0405", "AR0406",
      "AR0501", "AR0502", "AR0503", "AR0504", "AR0505", "AR0506", "AR0507"};
  for (const auto &[code, section] : sections()) {
    if (is_about_input(code)) {
      continue;
    }
    TemporaryFolder folder;
    std::string file = folder.path() + "/example.toml";
    std::vector<std::string> rule_files = examples(section);
    std::vector<std::string> words = blocks(section, "tsv");
    BOOST_TEST_CONTEXT(code) {
      BOOST_REQUIRE(!rule_files.empty());
      if (!no_rule_file_provokes.contains(code)) {
        BOOST_REQUIRE(rule_files.size() >= 2);
        folder.write("example.toml", rule_files.front());
        folder.write("names.tsv", words.empty() ? "" : words.front());
        auto found = code == "AR0205" ? in_reverse(file) : diagnose(file);
        BOOST_TEST(has_code(found, code));
      }
      folder.write("example.toml", rule_files.back());
      folder.write("names.tsv", words.empty() ? "" : words.back());
      BOOST_TEST(render(diagnose_example(file, code)) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(the_page_shows_a_real_diagnostic) {
  BOOST_TEST(read_text(source_path("docs/diagnostics.md"))
                 .find("```\n" + read_text(in_pairs("ar0203-later.err")) + "```") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(several_errors_come_in_one_run_in_order_of_place) {
  std::vector<Diagnostic> found = Chain::parse(rules(R"(colour = "green"
[sets]
edge = '[a]'
[[stage]]
form = "nfc"
[[stage]]
note = "to be written"
[[stage]]
table = [
  { from = "ا*", to = "a" },
  { from = "ب" },
  { from = '$sun', to = "s" },
  { from = '(ت', to = "$1" },
  { from = "ث", to = "$1" },
  { from = "ج‌", to = "j", only = "backwards" },
]
)"))
                                      .diagnostics;
  BOOST_TEST(codes_of(found) ==
             "AR0102 AR0109 AR0105 AR0104 AR0114 AR0104 AR0110 AR0117 AR0121 AR0124 AR0105");
  std::pair<std::size_t, std::size_t> last{0, 0};
  for (const Diagnostic &d : found) {
    std::pair here{d.place->line, d.place->column};
    BOOST_TEST((last < here));
    last = here;
  }
}

BOOST_AUTO_TEST_CASE(broken_toml_hides_nothing_behind_it) {
  std::string text = rules("title = \"fine\"\n\nsource = no quotes\n\n[[stage]]\ntable = [\n");
  for (char letter = 'a'; letter <= 'k'; ++letter) {
    text += fmt::format("  {{ from = \"{0}\", to = \"{0}\" }},\n", letter);
  }
  text += "  { from = \"ب\", too = \"b\" },\n]\n";
  std::vector<Diagnostic> found = Chain::parse(text).diagnostics;
  BOOST_REQUIRE(codes_of(found) == "AR0101 AR0102");
  BOOST_TEST(found[0].place->line == 5u);
  BOOST_TEST(found[1].place->line == 20u);
}

// The content of an invalid line is not reported as missing.
BOOST_AUTO_TEST_CASE(broken_toml_has_no_consequences) {
  for (const char *body : {"[[stage]]\nremove = \"[\\p{L}]\"\n", "[[stage]\nform = \"NFC\"\n",
                           "[[stage]]\nform = \"NFC\"\n[[test]]\nfrom = \"ا\nto = \"ا\"\n",
                           "[[stage]]\nform = \"NFC\"\n[sets]\na = 'a'\n[sets]\nb = 'b'\n",
                           "[[stage]]\ntable = [\n  { from = \"ا\",\n    to = \"a\" },\n]\n"}) {
    BOOST_TEST_CONTEXT(body) { BOOST_TEST(codes(rules(body)) == "AR0101"); }
  }
}

BOOST_AUTO_TEST_CASE(places_count_code_points_from_one) {
  for (const char *body : {
           // marks, and letters of two, three and four bytes, before the place
           "[[stage]]\ntable = [\n  { from = \"مُّ😀ﷺ‸]‸\", to = \"m\" },\n]\n",
           // TOML escapes: one character of the value, six or ten of the file
           "[[stage]]\ntable = [\n  { from = \"\\u0645\\U00000651‸]‸\", to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = \"\\t\\u0645\\\"‸]‸\", to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = \"م\", to = \"\\u0645\\u064F‸$‸\" },\n]\n",
           // escapes of arnorm in both kinds of quotes
           "[[stage]]\ntable = [\n  { from = '\\u0645\\N{ARABIC DAMMA}‸]‸', to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = 'مُ‸\\q‸', to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = \"مُ‸\\\\q‸\", to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = \"مُ‸\\\\u{110000}‸\", to = \"m\" },\n]\n",
           // sets
           "[[stage]]\nremove = '[ًٌ ‸$vowel‸ ٍ]'\n",
           "[[stage]]\nremove = \"[\\u064B\\u064C ‸$vowel‸ \\u064D]\"\n",
           "[[stage]]\nremove = '[ًٌ ‸\\p{Harakat}‸]'\n",
           // keys and whole values
           "[[stage]]\ntable = [\n  { from = \"مُ\", ‸too‸ = \"m\", to = \"m\" },\n]\n",
           "[[stage]]\ntable = [\n  { from = \"مُ\", to = \"m\", only = ‸\"مُ\"‸ },\n]\n",
           "[[stage]]\ntable = [\n  ‸{ from = \"مُ\" }‸,\n]\n",
           // a tab is one column
           "[[stage]]\ntable = [\n\t{ from = \"م\t‸]‸\", to = \"m\" },\n]\n",
           // multi-line strings
           "[[stage]]\nremove = '''\n[ًٌ\n  ‸$vowel‸]'''\n",
           "[[stage]]\nremove = \"\"\"\\\n  [ًٌ\\\n  ‸$vowel‸]\"\"\"\n",
       }) {
    Marked wanted = marked(body);
    for (const char *line_end : {"\n", "\r\n"}) {
      for (const char *opening : {"", "\xEF\xBB\xBF"}) {
        std::string text = opening + std::regex_replace(wanted.text, std::regex("\n"), line_end);
        std::vector<Diagnostic> found = Chain::parse(text).diagnostics;
        BOOST_TEST_CONTEXT(render(found)) {
          BOOST_REQUIRE(found.size() == 1u);
          BOOST_TEST(found[0].place->line == wanted.line);
          BOOST_TEST(found[0].place->column == wanted.column);
          BOOST_TEST(found[0].place->length == wanted.length);
        }
      }
    }
  }
}

// Carets cannot point at letters that are displayed elsewhere, nor at marks.
BOOST_AUTO_TEST_CASE(labels_spell_what_a_caret_cannot_point_at) {
  auto label = [](std::string_view rows) {
    TemporaryFolder folder;
    std::vector<Diagnostic> found = diagnose(folder.write("test.toml", table(rows)));
    return found.size() == 1 ? found[0].place->label : codes_of(found);
  };
  BOOST_TEST(label("{ from = \"بَ\" }") == "U+0628 BEH, U+064E FATHA");
  BOOST_TEST(label("{ from = \"a\" }") == "");
  BOOST_TEST(label("{ from = \"ṯ\" }") == "");
  BOOST_TEST(label("{ from = \"١٢\" }") ==
             "U+0661 ARABIC-INDIC DIGIT ONE, U+0662 ARABIC-INDIC DIGIT TWO");
  BOOST_TEST(label("{ from = \"a\\u0628\", to = \"b\", \"ب\" = 1 }") == "U+0628 BEH");
  BOOST_TEST(label("{ from = '[بت]', to = \"b\" }, { from = '[تب]', to = \"t\" }") ==
             "U+062A TEH, U+0628 BEH");
}

BOOST_AUTO_TEST_SUITE_END()
