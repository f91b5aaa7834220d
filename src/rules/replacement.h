// Replacements: the `to` of table rows.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/source.h"

namespace arnorm {

// A literal text and group references, in turn.
struct ReplacementPiece {
  std::u32string text;
  int group = 0; // 0: the text; otherwise what this group matched
  bool operator==(const ReplacementPiece &) const = default;
};

struct Replacement {
  std::vector<ReplacementPiece> pieces;
  Span span;
  bool is_literal() const;
  std::u32string literal() const; // when it is
};

} // namespace arnorm
