// The overview of the sources, src/README.md, and the rules for includes that it states.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "support/support.h"

using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(map)

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// The files below a folder with one of these endings, relative to that folder.
Names files(const std::string &folder, const Names &endings) {
  Names names;
  fs::path root = source_path(folder);
  for (const auto &entry : fs::recursive_directory_iterator(root)) {
    if (endings.contains(entry.path().extension().string())) {
      names.insert(fs::relative(entry.path(), root).generic_string());
    }
  }
  return names;
}

Names sources() { return files("src", {".cc", ".h", ".py"}); }

std::string read(const std::string &folder, const std::string &file) {
  return read_text(source_path(folder + "/" + file));
}

// The first group of each match of a pattern in a text.
std::vector<std::string> all(const std::string &text, const std::string &pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.push_back(match->str(1));
  }
  return found;
}

// The includes of a source, without brackets or quotes.
std::vector<std::string> includes(const std::string &text) {
  return all(text, R"(^ *# *include *[<"]([^>"]+)[>"])");
}

// The includes of a source that are files of arnorm.
std::vector<std::string> own_includes(const std::string &source) {
  std::vector<std::string> own = includes(read("src", source));
  std::erase_if(own, [](const std::string &name) {
    return !fs::exists(source_path("src/" + name)) && !name.starts_with("arnorm/");
  });
  return own;
}

// A file without its ending.
std::string unit(const std::string &file) { return file.substr(0, file.rfind('.')); }

// The files that the map lists; `a.{cc,h}` means two files.
std::vector<std::string> mapped() {
  std::vector<std::string> names;
  for (const std::string &name : all(read("src", "README.md"), "^- `([^`]+)`: ")) {
    std::size_t brace = name.find(".{cc,h}");
    if (brace == std::string::npos) {
      names.push_back(name);
    } else {
      names.push_back(name.substr(0, brace) + ".cc");
      names.push_back(name.substr(0, brace) + ".h");
    }
  }
  return names;
}

// Requires that only these files include headers whose names begin like this.
void require_only(const Names &files, const std::string &header) {
  Names found;
  for (const std::string &source : sources()) {
    for (const std::string &included : includes(read("src", source))) {
      if (included.starts_with(header)) {
        found.insert(source);
      }
    }
  }
  BOOST_TEST(found == files, boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_CASE(every_source_has_its_line_and_every_line_its_source) {
  std::vector<std::string> lines = mapped();
  Names names(lines.begin(), lines.end());
  BOOST_TEST(names.size() == lines.size(), "a file has two lines");
  BOOST_TEST(names == sources(), boost::test_tools::per_element());
}

// The build lists the library's sources in the order of the map.
BOOST_AUTO_TEST_CASE(the_build_has_the_order_of_the_map) {
  std::vector<std::string> built = all(read("src", "meson.build"), "^  '([a-z0-9_/]+\\.cc)',$");
  // embed.py generates those without a folder.
  std::erase_if(built, [](const std::string &name) { return name.find('/') == std::string::npos; });
  std::vector<std::string> lines = mapped();
  std::erase_if(lines, [&](const std::string &name) {
    return !name.ends_with(".cc") || name.starts_with("tool/");
  });
  BOOST_TEST(lines == built, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_file_knows_each_library) {
  require_only({}, "toml++/"); // used only by the tests
  require_only({"chain/icu_ids.cc", "icu/icu_engine.cc"}, "unicode/translit.h");
  require_only({"kernel/kernel_simd.cc"}, "hwy/");
  require_only({"diagnostics/packed_text.cc"}, "zlib.h");
  require_only({"tool/options/command_line.cc"}, "CLI/");
  require_only({"tool/records/jsonl_records.cc"}, "simdjson");
  require_only({"tool/lsp/json.h"}, "nlohmann/");
}

// The folders in order. Files in a later one may include files in an earlier one.
BOOST_AUTO_TEST_CASE(no_folder_includes_from_one_above_it) {
  const std::vector<std::string> order{
      "arnorm",       "characters",  "alignment",   "diagnostics", "rules",         "parse",
      "format",       "kernel",      "table",       "icu",         "stages",        "chain",
      "check",        "import",      "c",           "tool/io",     "tool/text",     "tool/records",
      "tool/options", "tool/report", "tool/filter", "tool/lsp",    "tool/commands", "tool"};
  auto floor = [&](const std::string &file) {
    return std::find(order.begin(), order.end(), fs::path(file).parent_path().generic_string()) -
           order.begin();
  };
  for (const std::string &source : sources()) {
    if (!source.ends_with(".cc") && !source.ends_with(".h")) {
      continue;
    }
    for (const std::string &included : own_includes(source)) {
      bool settings = included == "tool/settings.h"; // plain data for the whole command
      BOOST_TEST((settings ? source.starts_with("tool/") : floor(included) <= floor(source)),
                 source << " includes " << included);
    }
  }
}

// A header and its source count as one file.
// Two classes of one name in one namespace are one class for the linker, which takes the functions
// of either.
BOOST_AUTO_TEST_CASE(no_two_headers_define_classes_of_the_same_name) {
  std::map<std::string, std::string> definitions;
  for (const std::string &header : sources()) {
    for (const std::string &name :
         all(header.ends_with(".h") ? read("src", header) : "",
             R"(^(?:class|struct|enum class) (?:\[\[[^\]]*\]\] )?(\w+)[^;\n]*\{)")) {
      std::string where = header.starts_with("tool/") ? "arnorm::tool::" : "arnorm::";
      auto [known, is_new] = definitions.emplace(where + name, header);
      BOOST_TEST(is_new, name << " is in " << header << " and in " << known->second);
    }
  }
  BOOST_TEST(definitions.size() > 200u);
}

BOOST_AUTO_TEST_CASE(no_files_include_each_other_in_a_circle) {
  std::map<std::string, Names> uses;
  for (const std::string &source : sources()) {
    for (const std::string &included : own_includes(source)) {
      if (unit(included) != unit(source)) {
        uses[unit(source)].insert(unit(included));
      }
    }
  }
  std::set<std::string> done; // files that are not part of a circle
  std::vector<std::string> path;
  std::function<void(const std::string &)> visit = [&](const std::string &name) {
    auto again = std::find(path.begin(), path.end(), name);
    if (again != path.end()) {
      std::string circle;
      std::for_each(again, path.end(), [&](const std::string &each) { circle += each + " -> "; });
      BOOST_ERROR("a circle: " << circle << name);
    } else if (!done.contains(name)) {
      path.push_back(name);
      std::for_each(uses[name].begin(), uses[name].end(), visit);
      path.pop_back();
      done.insert(name);
    }
  };
  for (const std::string &source : sources()) {
    visit(unit(source));
  }
}

BOOST_AUTO_TEST_CASE(the_public_header_needs_the_standard_library_only) {
  const Names own{"arnorm/alignment.h", "arnorm/arnorm.h", "arnorm/code.h",
                  "arnorm/export.h",    "arnorm/rules.h",  "arnorm/version.h"};
  for (const char *file : {"arnorm.h", "alignment.h", "c.h", "code.h", "export.h", "icu.h",
                           "offsets.h", "rules.h", "trace.h", "version.h.in"}) {
    for (const std::string &header : includes(read("include/arnorm", file))) {
      bool standard = std::all_of(header.begin(), header.end(),
                                  [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
      standard = standard || (file == std::string_view("c.h") && header.starts_with("std"));
      BOOST_TEST((standard || own.contains(header)), header);
    }
  }
  BOOST_TEST(includes(read("include/arnorm", "arnorm.h")).size() > own.size());
}

BOOST_AUTO_TEST_CASE(no_source_is_longer_than_600_lines) {
  for (const std::string &source : sources()) {
    std::string text = read("src", source);
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') <= 600, source);
  }
}

BOOST_AUTO_TEST_CASE(every_header_begins_with_what_it_is_for) {
  for (const std::string &header : files("src", {".h"})) {
    BOOST_TEST(read("src", header).starts_with("// "), header);
  }
}

// Every case of the tests as `suite/case`.
Names cases(const std::string &folder = "tests") {
  Names names;
  for (const std::string &file : files(folder, {".cc"})) {
    std::string text = read(folder, file);
    std::vector<std::string> suite = all(text, R"(^BOOST_[A-Z]+_TEST_SUITE\((\w+))");
    for (const std::string &name : all(text, R"(^BOOST_[A-Z]+_TEST_CASE\((\w+))")) {
      names.insert(suite.empty() ? name : suite[0] + "/" + name);
    }
  }
  return names;
}

BOOST_AUTO_TEST_CASE(every_law_names_tests_that_exist) {
  const std::string page = read("docs", "laws.md");
  const Names known = cases();
  Names named;
  for (const std::string &name : all(page, R"(`([a-z_]+/[a-z0-9_.]+)`)")) {
    bool fuzzer = name.starts_with("fuzz/") && fs::exists(source_path(name));
    BOOST_TEST((fuzzer || known.contains(name)), name);
    named.insert(name);
  }
  BOOST_TEST(named.size() > 30u);
  for (const std::string &name : known) { // conversely, the page lists each test of a law
    BOOST_TEST((name.find("/law") == name.npos || named.contains(name)), name);
  }
  BOOST_TEST(all(page, "^## ([1-8])\\. ").size() == 8u);
}

// Every row of a table in docs/trust.md names a test, and every test that it names is there.
BOOST_AUTO_TEST_CASE(every_promise_names_tests_that_exist) {
  const std::string page = read("docs", "trust.md");
  Names known = cases();
  known.merge(cases("sqlite/tests"));
  std::vector<std::string> named = all(page, R"(`([a-z_]+/[a-z0-9_./]+)`)");
  for (const std::string &name : named) {
    BOOST_TEST((known.contains(name) || fs::exists(source_path(name))), name);
  }
  BOOST_TEST(named.size() > 50u);
  for (const std::string &promise : all(page, R"(^\| ([^|]+) \| [^|`(]* \|$)")) {
    BOOST_TEST((promise == "promise"), "no test holds: " << promise);
  }
}

BOOST_AUTO_TEST_CASE(every_rule_file_says_what_it_is_and_where_it_comes_from) {
  for (const std::string &file : files("rules", {".toml"})) {
    std::string text = read("rules", file);
    BOOST_TEST(all(text, R"re(^(title) = "(?:[^"\\]|\\.)+"$)re").size() == 1u, file);
    BOOST_TEST(all(text, R"re(^(source) = (?:"")?"(?:[^"\\]|\\.|\\\n)+"(?:"")?$)re").size() == 1u,
               file);
    bool common = file.starts_with("common/");
    BOOST_TEST((common || !all(text, R"(^(\[\[test\]\])$)").empty()), file << " has no tests");
  }
}

BOOST_AUTO_TEST_CASE(lines_of_rule_files_have_up_to_160_columns) {
  constexpr std::ptrdiff_t max_columns = 160;
  auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  for (const std::string &file : files("rules", {".toml"})) {
    std::istringstream in(read("rules", file));
    int number = 1;
    for (std::string line; std::getline(in, line); ++number) {
      auto columns = std::count_if(line.begin(), line.end(), begins_character);
      BOOST_TEST(columns <= max_columns, file << ":" << number);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
