#include "support/unicode_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "support/support.h"

namespace arnorm::test {
namespace {

std::string unpacked(const std::string &file) {
  std::unique_ptr<FILE, int (*)(FILE *)> pipe(::popen(("bzip2 -dc " + file).c_str(), "r"),
                                              ::pclose);
  std::string text;
  char part[4096];
  for (std::size_t size; pipe && (size = std::fread(part, 1, sizeof part, pipe.get())) > 0;) {
    text.append(part, size);
  }
  return text;
}

std::string trimmed(std::string_view field) {
  std::size_t begin = field.find_first_not_of(" \t\r");
  std::size_t end = field.find_last_not_of(" \t\r");
  return begin == field.npos ? "" : std::string(field.substr(begin, end + 1 - begin));
}

std::vector<std::string> split_fields(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    std::size_t end = std::min(line.find(';', begin), line.size());
    fields.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return fields;
}

} // namespace

bool is_in_arabic_block(char32_t c) {
  return std::any_of(std::begin(arabic_blocks), std::end(arabic_blocks),
                     [&](CodePoints block) { return block.first <= c && c <= block.last; });
}

std::string unicode_file(const std::string &name) {
  const std::string file = "/usr/share/unicode/" + name;
  if (std::filesystem::exists(file)) {
    return read_text(file);
  }
  std::string text = std::filesystem::exists(file + ".bz2") ? unpacked(file + ".bz2") : "";
  if (text.empty()) {
    BOOST_TEST_MESSAGE("skipped: no " << file << "; ./setup --deps-only installs it");
  }
  return text;
}

std::vector<std::vector<std::string>> unicode_fields(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    line = line.substr(0, line.find('#'));
    if (!trimmed(line).empty()) {
      lines.push_back(split_fields(line));
    }
    begin = end + 1;
  }
  return lines;
}

std::u32string parse_code_points(std::string_view hex) {
  std::istringstream in{std::string(hex)};
  std::u32string text;
  for (std::string code; in >> code;) {
    text += static_cast<char32_t>(std::stoul(code, nullptr, 16));
  }
  return text;
}

CodePoints parse_range(std::string_view hex) {
  std::size_t dots = hex.find("..");
  char32_t first = parse_code_points(hex.substr(0, dots)).at(0);
  return {first, dots == hex.npos ? first : parse_code_points(hex.substr(dots + 2)).at(0)};
}

} // namespace arnorm::test
