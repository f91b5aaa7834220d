#include "tool/io/file_version.h"

#include <tuple>

namespace arnorm::tool {

std::optional<FileVersion> FileVersion::of(const std::string &name) {
  struct stat status {};
  return ::stat(name.c_str(), &status) == 0 ? std::optional(FileVersion(status)) : std::nullopt;
}

std::optional<FileVersion> FileVersion::of(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 ? std::optional(FileVersion(status)) : std::nullopt;
}

bool FileVersion::is_same_file(const FileVersion &other) const {
  return status_.st_dev == other.status_.st_dev && status_.st_ino == other.status_.st_ino;
}

bool FileVersion::is_unchanged(const FileVersion &other) const {
  return is_same_file(other) && status_.st_size == other.status_.st_size &&
         status_.st_mtim.tv_sec == other.status_.st_mtim.tv_sec &&
         status_.st_mtim.tv_nsec == other.status_.st_mtim.tv_nsec;
}

bool FileVersion::operator<(const FileVersion &other) const {
  return std::tie(status_.st_dev, status_.st_ino) <
         std::tie(other.status_.st_dev, other.status_.st_ino);
}

} // namespace arnorm::tool
