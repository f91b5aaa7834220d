// Where a text may be cut so that the parts can be taken for texts of their own.
//
// An example. A chain is NFC, then a table with these rows:
//
//   { from = "إ", after = "$edge", to = "i" }   { from = "لا", to = "LA" }   ... and single letters
//
// Before BEH a text may be cut: NFC never composes it with a character before it, and no row
// reaches across its left side. Not so before
//
//   hamza above   NFC may compose it with the letter before it
//   alef          it may be the second letter of a match
//   U+0625        its row looks at the character before it, and would see the edge of a text
//   instead
//
// And not before U+0622 either, though no row mentions it. A cut before a character is also a cut
// in the input of the next pass, before whatever the character becomes there, so the question is
// asked again for all of that. NFC makes U+0625 of U+0622 if a hamza below follows.
#pragma once

#include <bitset>
#include <vector>

#include "table/pass.h"

namespace arnorm {

class CutPoints {
public:
  explicit CutPoints(const std::vector<PassPtr> &passes);

  // Whether the output of the passes stays the same when a text is cut before a `c`, wherever this
  // is. False for all characters outside of ASCII and U+0600..06FF, for which it is not worked out.
  bool has_boundary_before(char32_t c) const {
    return c < 0x80 ? ascii_[c] : (c >> 8) == 6 && arabic_[c & 0xFF];
  }

private:
  std::bitset<128> ascii_;
  std::bitset<256> arabic_;
};

} // namespace arnorm
