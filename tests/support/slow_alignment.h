// What an alignment means, slow and obvious: a row of blocks, each copied byte by itself.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "arnorm/alignment.h"

namespace arnorm::test {

struct Block {
  Range in;
  Range out;
  bool copies;
  bool operator==(const Block &) const = default;
};

// Copies one by one.
inline std::vector<Block> blocks_of(const Alignment &alignment) {
  std::vector<Block> blocks;
  std::size_t in = alignment.input_begin();
  std::size_t out = alignment.output_begin();
  auto copy_up_to = [&](std::size_t end) {
    for (; in < end; ++in, ++out) {
      blocks.push_back({{in, in + 1}, {out, out + 1}, true});
    }
  };
  for (const Edit &edit : alignment.edits()) {
    copy_up_to(edit.in.begin);
    blocks.push_back({edit.in, edit.out, false});
    in = edit.in.end;
    out = edit.out.end;
  }
  copy_up_to(alignment.input_size());
  return blocks;
}

inline bool meet(const Range &x, const Range &y) { return x.begin < y.end && y.begin < x.end; }

// Each text is a row of places: its characters, and the gaps around them. Blocks of either
// alignment that share a character between the two texts, or of which one holds the gap that the
// other one lies in, become one. For alignments without edits whose input is empty.
inline std::vector<Edit> composed_slowly(const Alignment &first, const Alignment &second) {
  std::vector<Block> a = blocks_of(first);
  std::vector<Block> b = blocks_of(second);
  std::vector<Edit> result;
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() || k < b.size()) {
    // The smallest group from here on: what is deleted stands alone, all else begins with a pair.
    std::size_t i_end = i + (i < a.size() ? 1 : 0);
    std::size_t k_end = k;
    bool deletion = i < a.size() && a[i].out.begin == a[i].out.end;
    for (bool grown = !deletion; grown;) {
      grown = false;
      for (std::size_t y = k; y < b.size(); ++y) {
        for (std::size_t x = i; x < a.size(); ++x) {
          if (meet(a[x].out, b[y].in) && (x < i_end || y < k_end) && (x >= i_end || y >= k_end)) {
            i_end = std::max(i_end, x + 1);
            k_end = std::max(k_end, y + 1);
            grown = true;
          }
        }
      }
    }
    bool copies = i_end - i == 1 && k_end - k == 1 && a[i].copies && b[k].copies;
    if (!copies) {
      std::size_t out = k < b.size() ? b[k].out.begin : second.output_size();
      result.push_back(
          {{a[i].in.begin, a[i_end - 1].in.end}, {out, k_end > k ? b[k_end - 1].out.end : out}});
    }
    i = i_end;
    k = k_end;
  }
  return result;
}

// The input of the blocks that a range of the output meets, which must not be empty.
inline Range led_to_input(const std::vector<Block> &blocks, Range output) {
  Range found{SIZE_MAX, 0};
  for (const Block &block : blocks) {
    if (meet(block.out, output)) {
      found.begin = std::min(found.begin, block.in.begin);
      found.end = std::max(found.end, block.in.end);
    }
  }
  return found;
}

} // namespace arnorm::test
