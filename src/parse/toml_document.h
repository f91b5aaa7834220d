// Reads TOML into a tree that remembers where everything stands.
//
// The only part that knows toml++. It knows nothing of rule files.
#pragma once

#include <memory>

#include "diagnostics/report.h"
#include "diagnostics/source.h"
#include "parse/toml_node.h"

namespace arnorm {

// Parses a whole file. Reports AR0101 for what is not TOML; a line that is wrong is then taken as
// empty so that the rest of the file is still read. `broken` tells whether that happened.
struct TomlResult {
  Node root;
  bool broken = false;
};
TomlResult parse_toml(const std::shared_ptr<const Source> &source, Report &report);

} // namespace arnorm
