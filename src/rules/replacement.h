// Replacements: the `to` of table rows.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/source.h"

namespace arnorm {

// A literal text or a reference to a group.
struct ReplacementPiece {
  std::u32string text;
  int group = 0; // 0 for the text, otherwise the number of the group
  bool operator==(const ReplacementPiece &) const = default;
};

struct Replacement {
  std::vector<ReplacementPiece> pieces;
  Span span;
  bool is_literal() const;
  std::u32string literal() const; // if is_literal()
};

} // namespace arnorm
