// toml++ as a judge of the reader of TOML: the same values of the same files, by other people.
#pragma once

#include <string>

#include "parse/toml_reader.h"

namespace arnorm::test {

// Everything that a tree says, one value a line, keys sorted. Of floats, dates and times only that
// they are there.
std::string shown(const Node &node, const std::string &indent = "\n");

// The same by arnorm and by toml++: "not TOML" when it is none.
std::string shown_by_arnorm(const std::string &text);
std::string shown_by_judge(const std::string &text);

} // namespace arnorm::test
