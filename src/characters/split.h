// A text in its parts between separators.
//
// "a,,b" is "a", "" and "b"; the empty text is one empty part. What an empty part means is for the
// caller to say.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace arnorm {

inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

} // namespace arnorm
