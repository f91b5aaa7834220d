// The folders that rule sets are searched in, and which files rule files may name.
//
// Knows nothing of what is in a file. A rule set from elsewhere must not make a program open what
// it likes, so a file that it names has to be in the tree of folders that it came from, or in the
// search path:
//
//     arnorm pack/main.toml     main.toml may name parts/a.toml, but not ../b.toml or /etc/passwd,
//                               nor parts/c.toml where that is a symbolic link to one of them
//     arnorm -I . pack/main.toml                      ../b.toml is in the search path now
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

class SearchPath {
public:
  struct Folder {
    std::string path;
    std::string tree;     // what files in it may name others in
    bool unasked = false; // a data folder, which nobody has named
  };

  // Options::path, $ARNORM_PATH, the user's and the system's data folders: those that exist. None
  // for Files::none, whatever the environment says.
  explicit SearchPath(const Options &options);

  const std::vector<Folder> &folders() const { return folders_; }
  Files files() const { return files_; }

  // The folder that a file is below, with symbolic links followed: `tree`, if that is not empty,
  // or one of the search path. Empty where it is in none of them. A path that leads out of all of
  // them by itself is not looked at on the disk.
  std::string tree_of(const std::string &file, const std::string &tree) const;

private:
  Files files_;
  std::vector<Folder> folders_;
};

// A path without `.` and `..`, as far as that goes without looking at the disk.
std::string normal(const std::string &file);

// The folder part of a path; "." without one.
std::string folder_of(const std::string &file);

} // namespace arnorm
