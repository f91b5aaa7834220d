// Splits a text at separators.
//
// "a,,b" has the parts "a", "" and "b", and the empty text has one empty part. The caller decides
// on the meaning of empty parts.
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
