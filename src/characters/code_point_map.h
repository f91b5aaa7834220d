// A number for every code point, in two lookups.
//
// Knows nothing of what the numbers mean: classes of a table, results of a map.
#pragma once

#include <cstdint>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm {

class CodePointMap {
public:
  // Every code point has the number 0 at first.
  CodePointMap();

  void set(CodePointSet::Range range, std::uint16_t value);

  // `c` up to U+10FFFF, surrogates too, or CodePointSet::edge.
  std::uint16_t operator[](char32_t c) const {
    return cells_[(static_cast<std::size_t>(pages_[c >> 8]) << 8) | (c & 0xFF)];
  }

  // Lets go of memory that was needed to set numbers: equal pages become one. They may be set
  // again.
  void shrink();

  std::size_t bytes() const; // of memory

private:
  static constexpr std::size_t page_size = 256;
  static constexpr std::size_t page_count = (CodePointSet::edge >> 8) + 1;

  std::uint16_t new_page(std::uint16_t value);
  std::uint16_t uniform_page(std::uint16_t value);
  std::uint16_t *own_page(std::size_t page);

  std::vector<std::uint16_t> pages_; // of each 256 code points, where their cells are
  std::vector<std::uint16_t> cells_;
  std::vector<bool> own_;                                        // pages that nobody shares
  std::vector<std::pair<std::uint16_t, std::uint16_t>> uniform_; // value, page
};

} // namespace arnorm
