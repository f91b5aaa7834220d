// Which file it is, whatever its name, and whether it is still what it was.
#pragma once

#include <optional>
#include <string>

#include <sys/stat.h>

namespace arnorm::tool {

class FileVersion {
public:
  // Of what a name leads to, through symbolic links, or of an open file; nothing where there is
  // none.
  static std::optional<FileVersion> of(const std::string &name);
  static std::optional<FileVersion> of(int descriptor);

  bool is_regular() const { return S_ISREG(status_.st_mode); }
  bool is_same_file(const FileVersion &other) const;
  // Not by its contents: by its size and the time of the last change.
  bool is_unchanged(const FileVersion &other) const;

  // An order of files.
  bool operator<(const FileVersion &other) const;

private:
  explicit FileVersion(const struct stat &status) : status_(status) {}

  struct stat status_;
};

} // namespace arnorm::tool
