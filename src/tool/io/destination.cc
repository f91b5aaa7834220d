#include "tool/io/destination.h"

#include <cerrno>
#include <charconv>
#include <filesystem>

#include <sys/stat.h>

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

// Whether the system follows a link. There need not be a file at its end.
bool may_follow(const fs::path &link) {
  struct stat status {};
  return ::stat(link.c_str(), &status) == 0 || errno == ENOENT || errno == ELOOP;
}

// Whether there is no link under a name, or nothing at all.
bool is_no_link(const std::error_code &error) {
  return error == std::errc::invalid_argument || error == std::errc::no_such_file_or_directory;
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
    if (error && !is_no_link(error)) {
      return {.file = {}, .error = error.value()};
    }
    if (error) {
      return {file.string()};
    }
    if (!may_follow(file)) {
      return {.file = {}, .error = errno};
    }
    file = file.parent_path() / next; // just `next` if that is absolute
  }
  return {.file = {}, .error = ELOOP};
}

} // namespace arnorm::tool
