// Counts the occurrences of a byte at about 20 GB/s, because the filter counts every line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace arnorm::tool {

// Below -O3, std::count processes one byte at a time and takes a third of the filter's time. The
// vector types of GCC and Clang are available on all their targets.
inline std::size_t count_bytes(std::string_view text, char byte) {
  constexpr std::size_t lanes = 16;
  constexpr std::size_t max_rows = 255; // a lane cannot count higher
  using Lanes = std::uint8_t __attribute__((vector_size(lanes)));
  std::size_t count = 0;
  const Lanes wanted = Lanes{} + static_cast<std::uint8_t>(byte);
  while (text.size() >= lanes) {
    std::size_t rows = std::min(text.size() / lanes, max_rows);
    Lanes sums{};
    for (std::size_t row = 0; row < rows; ++row) {
      Lanes bytes;
      std::memcpy(&bytes, text.data() + row * lanes, lanes);
      sums -= reinterpret_cast<Lanes>(bytes == wanted); // true is -1
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      count += sums[lane];
    }
    text.remove_prefix(rows * lanes);
  }
  return count + static_cast<std::size_t>(std::count(text.begin(), text.end(), byte));
}

} // namespace arnorm::tool
