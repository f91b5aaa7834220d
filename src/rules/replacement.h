// Replacements: the `to` of table rows.
#pragma once

#include <string>
#include <vector>

#include "rules/pattern.h"

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

// Parses the string `node`. Reports AR0111 to AR0113, AR0121, AR0124, AR0126 and AR0401.
Replacement parse_replacement(const Node &node, const Pattern &from, Report &report);

} // namespace arnorm
