// The folders in which rule sets are searched, and the files that rule files may name.
//
// A rule set from another person must not make a program open arbitrary files. A file that it names
// must therefore be in the tree of folders that it came from, or in the search path:
//
//     arnorm pack/main.toml     main.toml may name parts/a.toml, but not ../b.toml or /etc/passwd,
//                               nor parts/c.toml where that is a symbolic link to one of them
//     arnorm -I . pack/main.toml                      ../b.toml is in the search path now
//
// Does not depend on the content of files.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

class SearchPath {
public:
  struct Folder {
    std::string path;
    std::string tree;     // contains the files that files in this folder may name
    bool unasked = false; // a data folder, which the caller did not name
  };

  // The existing folders of Options::path, $ARNORM_PATH, and the data folders of the user and of
  // the system; also those of the first two that cannot be examined. None for Files::none,
  // regardless of the environment.
  explicit SearchPath(const Options &options);

  const std::vector<Folder> &folders() const { return folders_; }
  Files files() const { return files_; }

  // The folder that contains a file after symbolic links are resolved: `tree`, unless that is
  // empty, or a folder of the search path. Empty if the file is in none of them. If the path itself
  // already leads out of all of them, the file system is not accessed.
  std::string tree_of(const std::string &file, const std::string &tree) const;

private:
  Files files_;
  std::vector<Folder> folders_;
};

// A path with `.` and `..` resolved as far as possible without accessing the file system.
std::string normal(const std::string &file);

// The folder of a path; "." if it has none.
std::string folder_of(const std::string &file);

} // namespace arnorm
