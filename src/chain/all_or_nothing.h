// Appends to a string, or leaves it as it was.
#pragma once

#include <cstddef>
#include <string>

namespace arnorm {

// Runs `append`, which appends to `out`. If it throws, what it has appended is taken back: without
// memory the kernel may have left results there that it could not look at again.
template <class Append> void append_all_or_nothing(std::string &out, Append append) {
  const std::size_t before = out.size();
  try {
    append();
  } catch (...) {
    out.resize(before);
    throw;
  }
}

} // namespace arnorm
