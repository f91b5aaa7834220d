#include "rules/replacement.h"

#include <algorithm>

namespace arnorm {

bool Replacement::is_literal() const {
  return std::all_of(pieces.begin(), pieces.end(),
                     [](const ReplacementPiece &piece) { return piece.group == 0; });
}

std::u32string Replacement::literal() const {
  std::u32string text;
  for (const ReplacementPiece &piece : pieces) {
    text += piece.text;
  }
  return text;
}

} // namespace arnorm
