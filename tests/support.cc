#include "support.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "builtin.h"

namespace arnorm::test {

std::string source_path(std::string_view relative) {
  return std::string(ARNORM_SOURCE_ROOT) + "/" + std::string(relative);
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
    out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}

std::vector<std::string> shipped() {
  std::vector<std::string> names;
  for (const Builtin &builtin : builtin_rules()) {
    std::filesystem::path path(builtin.path);
    if (path.parent_path() != "common") {
      names.push_back(path.stem().string());
    }
  }
  return names;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "arnorm-test-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("cannot make a folder " + pattern);
  }
  path_ = pattern;
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
