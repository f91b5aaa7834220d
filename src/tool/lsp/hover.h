// What an editor shows about the place under the cursor: characters, names, keys, and the trace of
// a test.
#pragma once

#include <optional>
#include <string>

#include "tool/lsp/workspace.h"

namespace arnorm::tool {

struct Hover {
  std::size_t begin; // in the text
  std::size_t end;
  std::string markdown;
};

std::optional<Hover> hover_at(Workspace &workspace, Document &document, std::size_t offset);

} // namespace arnorm::tool
