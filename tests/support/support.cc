#include "support/support.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "chain/layout.h"
#include "characters/utf.h"
#include "parse/builtin_rules.h"
#include "support/random_rules.h"
#include "support/sanitizer.h"

namespace arnorm::test {

std::string source_path(std::string_view relative) {
  return std::string(ARNORM_SOURCE_ROOT) + "/" + std::string(relative);
}

std::string code_points(std::string_view text) {
  std::string out;
  for (char32_t c : to_utf32(text)) {
    out += fmt::format("{:04X} ", static_cast<unsigned>(c));
  }
  return out;
}

std::string read_text(const std::string &file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + file);
  }
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string rules(std::string_view body) {
  return "format = 1\nname = \"test\"\n" + std::string(body);
}

std::string table(std::string_view rows) {
  return rules("[[stage]]\ntable = [\n" + std::string(rows) + "\n]\n");
}

std::string apply(std::string_view rule_text, std::string_view text, Direction direction) {
  Options options;
  options.direction = direction;
  Loaded chain = Chain::parse(rule_text, options);
  if (!chain) {
    throw std::runtime_error(render(chain.diagnostics));
  }
  return chain->apply(text);
}

std::string codes(std::string_view rule_text) {
  std::string out;
  for (const Diagnostic &d : Chain::parse(rule_text).diagnostics) {
    out += (out.empty() ? "" : " ") + to_string(d.code);
  }
  return out;
}

std::string codes(Report &report) {
  std::string out;
  for (const Diagnostic &d : report.take()) {
    out += (out.empty() ? "" : " ") + to_string(d.code);
  }
  return out;
}

Node toml_value(std::string_view toml) {
  Report report;
  auto source = std::make_shared<Source>("test.toml", "x = " + std::string(toml) + "\n");
  TomlResult result = parse_toml(source, report);
  if (report.has_errors() || result.root.entries.size() != 1) {
    throw std::runtime_error("not one TOML value: " + std::string(toml));
  }
  return result.root.entries[0].value;
}

Parsed::Parsed(std::string_view rule_text, Direction direction)
    : library({.texts = random_word_files()}) {
  set = library.parse(std::string(rule_text), "<test>", report);
  if (set) {
    lay_out(set, direction, library, steps, report);
  }
}

namespace {

template <typename Wanted> std::vector<std::string> shipped_if(const Wanted &wanted) {
  std::vector<std::string> names;
  for (const BuiltinRules &builtin : builtin_rules()) {
    std::filesystem::path path(builtin.path);
    if (path.parent_path() != "common" && path.extension() == ".toml" && wanted(builtin.text())) {
      names.push_back(path.stem().string());
    }
  }
  return names;
}

// Whether a rule file has more than stages that use other sets and lists of words.
bool has_rules(std::string_view text) {
  static const std::regex own("\n(extends|table|override|remove|squeeze|case|form|marks|icu) =");
  return std::regex_search(text.begin(), text.end(), own);
}

} // namespace

std::vector<std::string> shipped() {
  return shipped_if([](std::string_view) { return true; });
}

std::vector<std::string> shipped_with_rules() { return shipped_if(has_rules); }

TemporaryFolder::TemporaryFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "arnorm-test-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("cannot make a folder " + pattern);
  }
  path_ = pattern;
}

std::vector<std::string> some_when_sanitized(std::vector<std::string> names) {
  if (has_address_sanitizer) {
    std::erase_if(names, [n = 0](const std::string &) mutable { return n++ % 6 != 0; });
  }
  return names;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
  std::filesystem::path file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

} // namespace arnorm::test
