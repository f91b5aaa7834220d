// Resolves the name of an output to the file or the descriptor that is to be written.
#pragma once

#include <optional>
#include <string>

namespace arnorm::tool {

struct Destination {
  // The file after all symbolic links, so that a link remains a link. It need not exist. Empty if
  // the links cannot be followed.
  std::string file;

  // Set for /dev/stdout, /dev/fd/3 and the like, which are open already. Opening such a file by
  // its name would write at its beginning. Renaming a new file onto it would not reach the program
  // that holds the other end.
  std::optional<int> descriptor = {};

  int error = 0; // errno: why the links cannot be followed, ELOOP if they form a cycle
};

// The system may forbid to follow a link that somebody else has planted in a shared directory
// (fs.protected_symlinks, proc(5)). Such links are not followed.
Destination destination_of(const std::string &name);

} // namespace arnorm::tool
