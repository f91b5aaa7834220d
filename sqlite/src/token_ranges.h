// Where the tokens of a folded text are in the row as it was written.
//
//     row:     مُحَمَّدٌ         the chain deletes the marks
//     folded:  محمد         one token, [0, 8)
//     range:   [0, 16)      with the last mark too, which follows the last letter
//
// Knows nothing of SQLite.
#pragma once

#include <string_view>

#include "arnorm/alignment.h"

namespace arnorm::sqlite {

class TokenRanges {
public:
  // Both must outlive this object.
  TokenRanges(std::string_view row, const Alignment &map) : row_(row), map_(map) {}

  // The range of the next token. Whole characters with all their marks, and the tatweel after them
  // if that was deleted.
  //
  // Ranges begin in order, and those of tokens that do not overlap do not overlap either:
  // highlight() repeats a part of the row otherwise. So if a character becomes several words, as ﷺ
  // does, the first one has the character as its range, and those of the others are empty.
  Range next(Range token);

private:
  std::size_t with_marks(std::size_t end, std::size_t folded_end) const;

  std::string_view row_;
  const Alignment &map_;
  Range last_;           // the range of the token before
  std::size_t seen_ = 0; // the end of the tokens so far, in the folded text
};

} // namespace arnorm::sqlite
