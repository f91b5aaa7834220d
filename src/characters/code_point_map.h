// A map from code points to numbers: one memory access up to U+07FF, three beyond.
//
// Beyond, 64 code points are a page, and 64 pages are a plane's sixteenth, a group. Equal pages and
// equal groups are stored once, so that a map of all of Unicode takes some tens of kilobytes:
//
//   code point   groups_       pages_           cells_
//   U+0C95       the group     the page         the number
//                of 0x0        of 0x32 in it    of 0x15 in it
//
// Does not depend on the meaning of the numbers, such as classes of a table or results of a map.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm {

class CodePointMap {
public:
  // Maps every code point to 0.
  CodePointMap();

  // Not after shrink().
  void set(CodePointSet::Range range, std::uint16_t value);

  // `c` is a code point up to U+10FFFF, including surrogates, or CodePointSet::edge.
  std::uint16_t operator[](char32_t c) const {
    if (c < near_.size()) {
      return near_[c];
    }
    std::size_t page = pages_[groups_[c >> (2 * bits)] + ((c >> bits) & mask)];
    return cells_[page << bits | (c & mask)];
  }

  // Releases memory by sharing what is equal.
  void shrink();

  std::size_t bytes() const; // of memory, without the object

private:
  static constexpr int bits = 6;
  static constexpr std::size_t page_size = std::size_t{1} << bits;
  static constexpr std::size_t mask = page_size - 1;
  static constexpr std::size_t group_count = (CodePointSet::edge >> (2 * bits)) + 1;

  std::uint16_t new_page(std::uint16_t value);
  std::uint16_t uniform_page(std::uint16_t value);
  std::uint16_t *own_page(std::size_t page);

  std::array<std::uint16_t, 0x800> near_{};
  std::array<std::uint16_t, group_count> groups_; // where the pages of each begin in pages_
  std::vector<std::uint16_t> pages_;              // the number of the cells of each
  std::vector<std::uint16_t> cells_;
  std::vector<bool> own_;                                    // pages that are not shared
  std::unordered_map<std::uint16_t, std::uint16_t> uniform_; // pages by the only number in them
};

} // namespace arnorm
