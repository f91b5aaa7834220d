// Texts made from the rows of a rule set, which are likely to refute a false claim.
//
// An example. For the row
//
//   { from = 'ب{1,2}', after = "[ات]", before = "$edge", to = "b" }
//
// these are اب and تب at the end of the text and before a space, with one and two ب, and after a
// letter just outside the set. What an earlier stage writes is also traced back: if that stage
// makes ب from ٮ, there is the text with ٮ, too. Reverse rows contribute the texts whose forward
// result they read.
//
// Does not know what a text is tried for.
#pragma once

#include <string>
#include <vector>

#include "check/claim_case.h"

namespace arnorm {

// Different texts of the domain of the claim, the simplest of each rule first.
struct ClaimTexts {
  std::vector<std::u32string> simple;  // one or two for each rule
  std::vector<std::u32string> others;  // contexts and sets at their ends, results, earlier inputs
  std::vector<std::u32string> deleted; // texts that rows delete
};
ClaimTexts texts_of_rows(const ClaimCase &claim);

} // namespace arnorm
