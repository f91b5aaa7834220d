// Where a text may be cut so that the parts can be taken for texts of their own.
#pragma once

#include <bitset>
#include <vector>

#include "table/pass.h"

namespace arnorm {

class CutPoints {
public:
  explicit CutPoints(const std::vector<PassPtr> &passes);

  // Whether what comes out of the passes is the same when a text is cut in front of `c`, wherever
  // `c` stands in it. Says no to most characters outside ASCII and U+0600..06FF, because it never
  // asked.
  bool has_boundary_before(char32_t c) const {
    return c < 0x80 ? ascii_[c] : (c >> 8) == 6 && arabic_[c & 0xFF];
  }

private:
  std::bitset<128> ascii_;
  std::bitset<256> arabic_;
};

} // namespace arnorm
