// Comments that spell the characters of a row: `# U+062B THEH`.
//
//     { from = "ث",      to = "ṯ" },   # U+062B THEH
//     { from = '\uFEF5', to = "لآ" },  # U+FEF5 LIGATURE LAM WITH ALEF WITH MADDA ABOVE ISOLATED
//     { from = "ـ",      to = "-" },   # U+0640 TATWEEL: the joint of the reading
//
// A comment is such a list if each of its names is that of its code point. What follows ": " is the
// author's remark. Every other comment is the author's as a whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/commented_toml.h"
#include "format/row_characters.h"

namespace arnorm {

struct CodePointComment {
  std::vector<char32_t> code_points;
  std::string remark; // without the colon
};

// Nothing if a comment is the author's.
std::optional<CodePointComment> read_code_point_comment(std::string_view comment);

// "# U+FB56 PEH ISOLATED FORM to U+FB59 PEH MEDIAL FORM". Nothing if a code point has no name of
// its own, or if there are no characters.
std::optional<std::string> code_point_comment(const WrittenCharacters &characters,
                                              std::string_view remark = {});

// The comment of a row that has one. A list is written again if it names something that the row
// does not have, or if `from` is one character or consists of escapes.
std::string renewed_comment(const CommentedValue &row, const std::string &comment);

// The comment for a row that has none: if it has no condition, and its `from` is one character
// beyond ASCII or consists of escapes. Empty for other rows.
std::string new_comment(const CommentedValue &row);

} // namespace arnorm
