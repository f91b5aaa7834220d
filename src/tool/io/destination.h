// Resolves the name of an output to the file or the descriptor that is to be written.
#pragma once

#include <optional>
#include <string>

namespace arnorm::tool {

struct Destination {
  // The file after all symbolic links, so that a link remains a link. It need not exist. Empty if
  // the links form a cycle.
  std::string file;

  // Set for /dev/stdout, /dev/fd/3 and the like, which are open already. Opening such a file by
  // its name would write at its beginning. Renaming a new file onto it would not reach the program
  // that holds the other end.
  std::optional<int> descriptor = {};
};
Destination destination_of(const std::string &name);

} // namespace arnorm::tool
