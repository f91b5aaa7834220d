// Where what stands under the cursor is defined: a name of a set or a pattern, or another file.
#pragma once

#include <optional>
#include <string>

#include "tool/lsp/workspace.h"

namespace arnorm::tool {

struct Definition {
  std::size_t begin; // what leads there, in the text of the document
  std::size_t end;
  std::string uri; // of the file with the definition
  PositionRange range;
};

// Nothing where there is none, or, with a diagnostic, where another file is not found or not read.
std::optional<Definition> definition_at(Workspace &workspace, Document &document,
                                        std::size_t offset, PositionUnit unit, Report &report);

} // namespace arnorm::tool
