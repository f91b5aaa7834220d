// Searches for a text that refutes a claim, and makes it as short and simple as possible.
//
// Does not know how texts are made from rows; see check/claim_texts.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "check/claim_case.h"

namespace arnorm {

struct Search {
  std::optional<std::u32string> refuting;
  std::size_t texts = 0; // different ones that were tried
};

// Tries the texts of rows alone, in pairs and inside each other, all short texts, and random texts.
// The texts are the same in every run, and their number is bounded.
Search search_refutation(const ClaimCase &claim);

// The text without all that it can do without, and with the first characters of the alphabet.
std::u32string shortened(std::u32string text, const ClaimCase &claim);

} // namespace arnorm
