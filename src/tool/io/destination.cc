#include "tool/io/destination.h"

#include <charconv>
#include <filesystem>

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

constexpr int max_links = 40; // the limit of Linux

// The descriptor N if the file is /proc/self/fd/N.
std::optional<int> descriptor_at(const fs::path &file) {
  int number = -1;
  const std::string name = file.filename().string();
  auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
  bool is_number = problem == std::errc() && end == name.data() + name.size() && number >= 0;
  std::error_code error;
  bool is = is_number && fs::equivalent(file.parent_path(), "/proc/self/fd", error) && !error;
  return is ? std::optional(number) : std::nullopt;
}

} // namespace

Destination destination_of(const std::string &name) {
  fs::path file = name;
  for (int links = 0; links < max_links; ++links) {
    if (auto descriptor = descriptor_at(file)) {
      return {file.string(), descriptor};
    }
    std::error_code error;
    fs::path next = fs::read_symlink(file, error);
    if (error) {
      return {file.string()};
    }
    file = file.parent_path() / next; // just `next` if that is absolute
  }
  return {};
}

} // namespace arnorm::tool
