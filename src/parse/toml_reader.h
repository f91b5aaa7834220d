// Reads TOML into a tree that remembers where everything stands.
//
// Code of our own rather than a library: toml++ stops at the first error, does not tell where keys
// end or where in the file a character of a string was written, and recurses as deep as the file
// nests. This reader reports every error of a file in one reading, takes time and memory linear in
// the file, and bounds its depth. The tests hold it against toml++. It knows nothing of rule files.
#pragma once

#include <memory>

#include "diagnostics/report.h"
#include "diagnostics/source.h"
#include "parse/toml_node.h"

namespace arnorm {

struct TomlResult {
  Node root;
  bool broken = false; // there were errors; the whole tree is marked as partial then
  Span first_error;
};

// Reads a whole file, which is UTF-8. Reports AR0101 for what is not TOML; what could be read is in
// the tree. A row that is wrong is left out, and so is a line, up to the next one that can begin an
// entry or a header; a value that could not be read is `lost`.
TomlResult parse_toml(const std::shared_ptr<const Source> &source, Report &report);

} // namespace arnorm
