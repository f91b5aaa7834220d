// Where a file name leads to when it is written to.
#pragma once

#include <optional>
#include <string>

namespace arnorm::tool {

struct Destination {
  // The file itself, which need not be there: what a symbolic link leads to, so that a link stays
  // one. Empty where links lead in a circle.
  std::string file;

  // /dev/stdout, /dev/fd/3 and the like are descriptors that are open already. To open the file
  // behind one anew would begin at its first byte, and a new file in its place would not be what
  // the other end holds.
  std::optional<int> descriptor = {};
};
Destination destination_of(const std::string &name);

} // namespace arnorm::tool
