// Waits until one of several files changes: `arnorm test --watch`.
//
// Files are asked for their versions a few times a second, which works on all file systems, and
// with editors that write a new file and rename it. A file that is missing has not changed until it
// is there again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tool/io/file_version.h"

namespace arnorm::tool {

class FileWatch {
public:
  // Notes the present versions of all files, before they are read.
  void note();

  // Adds files that have been read, with their present versions. Known files keep the version that
  // was noted, so that a change while they were being read is not lost.
  void add(const std::vector<std::string> &files);

  bool empty() const { return versions_.empty(); }

  // Returns the name of a file that has changed. Returns nothing when the reader of standard output
  // has closed it.
  std::optional<std::string> wait() const;

private:
  std::map<std::string, std::optional<FileVersion>> versions_;
};

} // namespace arnorm::tool
