// A map from code points to numbers, with two memory accesses per look-up.
//
// Does not depend on the meaning of the numbers, such as classes of a table or results of a map.
#pragma once

#include <cstdint>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm {

class CodePointMap {
public:
  // Maps every code point to 0.
  CodePointMap();

  void set(CodePointSet::Range range, std::uint16_t value);

  // `c` is a code point up to U+10FFFF, including surrogates, or CodePointSet::edge.
  std::uint16_t operator[](char32_t c) const {
    return cells_[(static_cast<std::size_t>(pages_[c >> 8]) << 8) | (c & 0xFF)];
  }

  // Releases memory by sharing equal pages. Numbers may still be set afterwards.
  void shrink();

  std::size_t bytes() const; // of memory

private:
  static constexpr std::size_t page_size = 256;
  static constexpr std::size_t page_count = (CodePointSet::edge >> 8) + 1;

  std::uint16_t new_page(std::uint16_t value);
  std::uint16_t uniform_page(std::uint16_t value);
  std::uint16_t *own_page(std::size_t page);

  std::vector<std::uint16_t> pages_; // the index of the cells of each 256 code points
  std::vector<std::uint16_t> cells_;
  std::vector<bool> own_;                                        // pages that are not shared
  std::vector<std::pair<std::uint16_t, std::uint16_t>> uniform_; // value, page
};

} // namespace arnorm
