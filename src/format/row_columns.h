// Rows of a table in columns.
//
//     { from = "ل", after = 'ـ',                   to = "l"  },   # U+0644 LAM
//     { from = "ة",              before = "$edge", to = "ah" },   # U+0629 TEH MARBUTA
//
// A column belongs to a key, and is as wide as its widest cell. Cells that are much wider than
// usual do not count, and neither do rows that would be too long in columns: these are written
// without them. The width of a letter is that on a screen.
#pragma once

#include <string>
#include <vector>

#include "format/commented_toml.h"

namespace arnorm {

inline constexpr std::size_t max_format_width = 160; // columns of a line

// `{ from = "a", to = "b" }` in one line, with the keys of a row in their usual order.
std::string inline_text(const CommentedValue &value);

// The text of each row. `commented` rows have a comment, so that their closing braces are aligned.
std::vector<std::string> rows_in_columns(const std::vector<const CommentedValue *> &rows,
                                         bool commented);

} // namespace arnorm
