// The lines of the arrays of a rule file: rows in columns, other values in the author's lines.
#pragma once

#include <string>
#include <vector>

#include "format/commented_toml.h"

namespace arnorm {

// Appends the lines of `key = [ ... ]`. One row, or other values that fit, stay on one line if they
// were on one. `before` is the text of the first line before the array: "table = ".
void append_array(const std::string &before, const CommentedLine &line,
                  std::vector<std::string> &out);

// A text and a comment after it.
std::string with_comment(std::string text, const std::string &comment);

} // namespace arnorm
