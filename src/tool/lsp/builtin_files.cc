#include "tool/lsp/builtin_files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "arnorm/arnorm.h"
#include "config.h"
#include "parse/builtin_rules.h"
#include "parse/read_file.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "<built-in>/";

bool write_read_only(const fs::path &path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  fs::permissions(path, fs::perms::owner_read, error);
  return !out.fail() && !error;
}

std::string installed(std::string_view path, std::string_view text) {
  std::string file = ARNORM_DATADIR "/rules/" + std::string(path);
  FileText content = read_file(file, text.size());
  return content.error.empty() && content.text == text ? file : std::string();
}

} // namespace

BuiltinFiles::~BuiltinFiles() {
  if (!folder_.empty()) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
}

std::optional<std::string> BuiltinFiles::text_of(std::string_view name) {
  if (!name.starts_with(prefix)) {
    return std::nullopt;
  }
  for (const BuiltinRules &each : builtin_rules()) {
    if (each.path == name.substr(prefix.size())) {
      return each.text();
    }
  }
  return std::nullopt;
}

bool BuiltinFiles::make_folder() {
  if (folder_.empty() && !failed_) {
    std::error_code error;
    fs::path base = fs::temp_directory_path(error);
    std::string name = ((error ? fs::path("/tmp") : base) / "arnorm-lsp-XXXXXX").string();
    failed_ = ::mkdtemp(name.data()) == nullptr;
    folder_ = failed_ ? "" : name;
  }
  return !failed_;
}

std::string BuiltinFiles::path_of(std::string_view name) {
  std::optional<std::string> text = text_of(name);
  if (!text) {
    return {};
  }
  std::string_view path = name.substr(prefix.size());
  std::string copy = installed(path, *text);
  if (!copy.empty() || !make_folder()) {
    return copy;
  }
  if (!rules_written_) { // all of them, because they refer to each other
    rules_written_ = true;
    for (const BuiltinRules &each : builtin_rules()) {
      failed_ = !write_read_only(fs::path(folder_) / "rules" / each.path, each.text()) || failed_;
    }
  }
  return failed_ ? "" : folder_ + "/rules/" + std::string(path);
}

std::string BuiltinFiles::page_of(const std::string &code) {
  std::string_view page = explain_code(code);
  if (page.empty() || !make_folder()) {
    return {};
  }
  fs::path path = fs::path(folder_) / "diagnostics" / (code + ".md");
  std::error_code error;
  return fs::exists(path, error) || write_read_only(path, page) ? path.string() : std::string();
}

} // namespace arnorm::tool
