// The TOML that rule files are usually written in, read in one pass.
//
// toml++ takes most of the time of loading a rule set. Plain is what needs little to be read:
// bare keys without dots, headers of one key, strings in one line, whole numbers, true and false,
// arrays, inline tables, line feeds. All else, mistakes included, is left to toml++, which reads
// the file from its first byte. So nothing is reported here.
#pragma once

#include <memory>
#include <optional>

#include "parse/toml_node.h"

namespace arnorm {

// The tree that toml++ would lead to; nothing when the file is not plain. The text is UTF-8.
std::optional<Node> read_plain_toml(const std::shared_ptr<const Source> &source);

} // namespace arnorm
