// Reads TOML into a tree that contains the places of all keys and values.
//
// No library is used. toml++ stops at the first error, does not provide the ends of keys or the
// places of characters within strings, and its recursion is bounded only by the nesting of the
// file. This reader reports all errors of a file in one pass, takes linear time and memory, and
// limits its depth. The tests compare it with toml++. It does not depend on the meaning of rule
// files.
#pragma once

#include <memory>

#include "diagnostics/report.h"
#include "diagnostics/source.h"
#include "parse/toml_node.h"

namespace arnorm {

struct TomlResult {
  Node root;
  bool broken = false; // there were errors, and the whole tree is marked as partial
  Span first_error;
};

// Reads a whole file, which must be UTF-8. Reports AR0101 for each error in its syntax. The tree
// contains everything that could be read. It omits invalid array items, and invalid lines up to the
// next one that can begin an entry or a header. A value that could not be read is `lost`.
TomlResult parse_toml(const std::shared_ptr<const Source> &source, Report &report);

} // namespace arnorm
