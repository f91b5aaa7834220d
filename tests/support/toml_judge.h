// Uses toml++, an independent implementation, to check the values that arnorm's TOML reader reads.
#pragma once

#include <string>

#include "parse/toml_reader.h"

namespace arnorm::test {

// All values of a tree, one per line, with sorted keys. Floats, dates and times are shown without
// their values.
std::string shown(const Node &node, const std::string &indent = "\n");

// The same for a text as read by arnorm and by toml++; "not TOML" if it is invalid.
std::string shown_by_arnorm(const std::string &text);
std::string shown_by_judge(const std::string &text);

} // namespace arnorm::test
