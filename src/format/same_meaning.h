// Whether a formatted text says what the original text says: its values and its author's comments.
//
// Does not know how texts are formatted.
#pragma once

#include <string_view>

#include "parse/toml_node.h"

namespace arnorm {

// Whether two trees have the same values, written in the same way. The keys of a table in a line
// may be in another order.
bool is_same_tree(const Node &a, const Node &b);

// Whether two texts have the same comments in the same order, apart from lists of code points.
bool has_same_comments(std::string_view a, std::string_view b);

} // namespace arnorm
