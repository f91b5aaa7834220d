// Identifies a file regardless of its name, and detects that it has changed.
#pragma once

#include <optional>
#include <string>

#include <sys/stat.h>

namespace arnorm::tool {

class FileVersion {
public:
  // The version of an open file, or of the file that a name leads to through symbolic links.
  // Nothing if there is no such file.
  static std::optional<FileVersion> of(const std::string &name);
  static std::optional<FileVersion> of(int descriptor);

  bool is_regular() const { return S_ISREG(status_.st_mode); }
  // A pipe, a socket or a device.
  bool is_special() const { return !is_regular() && !S_ISDIR(status_.st_mode); }
  bool is_same_file(const FileVersion &other) const;
  // Compares the size and the time of the last change, but not the contents.
  bool is_unchanged(const FileVersion &other) const;

  // Orders files by device and inode, for use as a key.
  bool operator<(const FileVersion &other) const;

private:
  explicit FileVersion(const struct stat &status) : status_(status) {}

  struct stat status_;
};

} // namespace arnorm::tool
