// What the kernels need to know of a chain: easy characters and their results.
//
// Follows the alphabet of easy_alphabet.h through all passes. For text of which no character is
// hard and no two neighbours are forbidden, what the chain writes is the results one after the
// other, whatever the number of stages.
#pragma once

#include <memory>
#include <vector>

#include "kernel/kernel.h"
#include "table/pass.h"

namespace arnorm {

struct EasyText {
  EasyTables tables{};
  std::uint8_t edge_left = hard; // what the kernel is told of the edge in front of a text
  std::uint8_t edge_right = 0;   // (left of the last character & this) != 0: not easy at the end

  // Null when no letter is easy.
  static std::unique_ptr<const EasyText> of(const std::vector<PassPtr> &passes);
};

} // namespace arnorm
