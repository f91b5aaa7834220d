// Rows that nearly fired: `from` matched and a context did not.
//
// An example. The row { from = "ة", before = '$fatha', to = "t" } meets TEH MARBUTA, KASRA. It did
// not fire, as its context saw KASRA; this is what to tell.
//
// Tries rule after rule at each place, for people who look at one text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/flat_rules.h"

namespace arnorm {

struct NearMatch {
  std::size_t at;     // where `from` matched, in code points
  std::size_t length; // what it matched
  std::size_t row;    // index into the rows
  bool after;         // the context that failed; else `before`
  std::size_t seen;   // the character that it did not allow, or one at the edge: npos, or the size
};

// For each of the places, in order. Each row is tried by itself: one that another row masks is not
// near where all of it matches.
std::vector<NearMatch> near_matches(const std::vector<OrientedRow> &rows, std::u32string_view text,
                                    const std::vector<std::size_t> &places);

} // namespace arnorm
