// Reads a whole rule file, whatever its name leads to.
#pragma once

#include <string>

namespace arnorm {

struct FileText {
  std::string text;
  std::string error; // empty when the file was read
  bool too_large = false;
};

// At most `limit` bytes; devices without end, folders and unreadable files end in an error.
FileText read_file(const std::string &name, std::size_t limit);

bool is_file(const std::string &name);

} // namespace arnorm
