// When edits are certain: where characters of the output hold stretches of the input that cross.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace arnorm {

// For each place between characters of the output: the first character of the input that any of
// those after it holds a part of, or one that is still to come. A stretch of the output is an edit
// of its own where it ends before that. Characters that hold nothing have a very large `first`.
template <class Characters>
std::vector<std::size_t> first_after_each(const Characters &output, std::size_t next_input) {
  std::vector<std::size_t> first_after(output.size() + 1, next_input);
  for (std::size_t i = output.size(); i > 0; --i) {
    first_after[i - 1] = std::min(first_after[i], output[i - 1].first);
  }
  return first_after;
}

} // namespace arnorm
