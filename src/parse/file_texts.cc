#include "parse/file_texts.h"

#include <filesystem>

namespace arnorm {
namespace {

namespace fs = std::filesystem;

// The key of a file that does not exist. No key of an existing file contains a letter.
std::string key_of_new(const std::string &path) {
  std::error_code error;
  return "new:" + fs::absolute(path, error).lexically_normal().string();
}

} // namespace

void FileTexts::put(const std::string &path, std::string text) {
  texts_.insert_or_assign(file_key(path).value_or(key_of_new(path)), std::move(text));
}

std::optional<std::string> FileTexts::key(const std::string &path, std::error_code &error) const {
  std::optional<std::string> key = file_key(path, error);
  if (key || texts_.empty()) {
    return key;
  }
  std::string other = key_of_new(path);
  return texts_.contains(other) ? std::optional(std::move(other)) : std::nullopt;
}

std::optional<std::string> FileTexts::key(const std::string &path) const {
  std::error_code ignored;
  return key(path, ignored);
}

FileText FileTexts::read(const std::string &path, std::size_t limit, Readable readable) const {
  std::optional<std::string> known = texts_.empty() ? std::nullopt : key(path);
  auto text = known ? texts_.find(*known) : texts_.end();
  if (text == texts_.end()) {
    return read_file(path, limit, readable);
  }
  FileText result;
  result.too_large = text->second.size() > limit;
  result.error = result.too_large ? "too large" : "";
  result.text = result.too_large ? "" : text->second;
  return result;
}

} // namespace arnorm
