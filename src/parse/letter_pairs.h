// Reads a row of letters: letters = "كم", to = "ךם" means that kaf becomes final kaf, and meem
// final mem.
//
// Does not know the other keys of the row.
#pragma once

#include <vector>

#include "diagnostics/report.h"
#include "parse/names.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"
#include "rules/replacement.h"

namespace arnorm {

struct LetterPair {
  Pattern from; // one character, with its place in `letters`
  Replacement to;
};

// `to` is a string or an array of strings, or null if it is missing or the rows are `dropped`.
// Reports AR0127 to AR0129, and returns nothing after an error.
std::vector<LetterPair> read_letter_pairs(const Node &letters, const Node *to, bool dropped,
                                          const Names &names, Report &report);

} // namespace arnorm
