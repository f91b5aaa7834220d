// The map of the sources, src/README.md, and the walls that it speaks of.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "support/support.h"

using namespace arnorm::test;

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// Files below a folder with one of these endings, named from that folder on.
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

// What a pattern finds in a text: the first group of each match.
std::vector<std::string> all(const std::string &text, const std::string &pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.push_back(match->str(1));
  }
  return found;
}

// What a source includes, without the brackets or quotes.
std::vector<std::string> includes(const std::string &text) {
  return all(text, R"(^ *# *include *[<"]([^>"]+)[>"])");
}

// The files that the lines of the map begin with; `a.{cc,h}` is two.
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

// The one file that includes headers of a library, by the beginning of their names.
void require_only(const std::string &file, const std::string &header) {
  Names found;
  for (const std::string &source : sources()) {
    for (const std::string &included : includes(read("src", source))) {
      if (included.starts_with(header)) {
        found.insert(source);
      }
    }
  }
  BOOST_TEST(found == Names{file}, boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_SUITE(map)

BOOST_AUTO_TEST_CASE(every_source_has_its_line_and_every_line_its_source) {
  std::vector<std::string> lines = mapped();
  Names names(lines.begin(), lines.end());
  BOOST_TEST(names.size() == lines.size(), "a file has two lines");
  BOOST_TEST(names == sources(), boost::test_tools::per_element());
}

// The build lists the library's sources in the order of the map.
BOOST_AUTO_TEST_CASE(the_build_has_the_order_of_the_map) {
  std::vector<std::string> built = all(read("src", "meson.build"), "^  '([a-z0-9_]+\\.cc)',$");
  std::erase(built, "builtin.cc"); // made by embed.py
  std::vector<std::string> lines = mapped();
  std::erase_if(lines, [&](const std::string &name) {
    return !name.ends_with(".cc") || name.find('/') != std::string::npos;
  });
  BOOST_TEST(lines == built, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_file_knows_each_library) {
  require_only("icu_engine.cc", "unicode/translit.h");
  require_only("toml_document.cc", "toml++/");
  require_only("easy_kernel_simd.cc", "hwy/");
  require_only("tool/command_line.cc", "CLI/");
  require_only("tool/jsonl_records.cc", "simdjson");
}

BOOST_AUTO_TEST_CASE(the_library_knows_nothing_of_the_tool) {
  for (const std::string &source : sources()) {
    for (const std::string &included : includes(read("src", source))) {
      BOOST_TEST((source.starts_with("tool/") || !included.starts_with("tool/")), source);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_public_header_needs_the_standard_library_only) {
  std::vector<std::string> headers = includes(read("include/arnorm", "arnorm.h"));
  BOOST_TEST(!headers.empty());
  for (const std::string &header : headers) {
    bool standard = std::all_of(header.begin(), header.end(),
                                [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    BOOST_TEST(standard, header);
  }
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

BOOST_AUTO_TEST_CASE(every_rule_file_says_what_it_is_and_where_it_comes_from) {
  for (const std::string &file : files("rules", {".toml"})) {
    std::string text = read("rules", file);
    BOOST_TEST(all(text, R"re(^(title) = "(?:[^"\\]|\\.)+"$)re").size() == 1u, file);
    BOOST_TEST(all(text, R"re(^(source) = "(?:[^"\\]|\\.)+"$)re").size() == 1u, file);
    bool common = file.starts_with("common/");
    BOOST_TEST((common || !all(text, R"(^(\[\[test\]\])$)").empty()), file << " has no tests");
  }
}

BOOST_AUTO_TEST_SUITE_END()
