// The diagnostics of a document as an editor shows them: all of them in the document itself.
//
// A diagnostic of another file, which this one uses or includes, is shown at the reference that
// leads there. A TOML file that is not a rule file has none, because editors start the server for
// all TOML files. Does not depend on the protocol's JSON.
#pragma once

#include <string>
#include <vector>

#include "tool/lsp/workspace.h"

namespace arnorm::tool {

// Another place that belongs to a problem.
struct RelatedPlace {
  std::string uri;
  PositionRange range;
  std::string message;
};

struct Problem {
  std::size_t begin = 0; // in the text of the document
  std::size_t end = 0;
  Severity severity = Severity::error;
  std::string code;
  std::string message;
  bool unnecessary = false; // what stands there has no effect, and is shown faded
  std::vector<RelatedPlace> related;
  const Diagnostic *diagnostic = nullptr;
};

// They refer to the analysis of the document.
std::vector<Problem> problems_of(Workspace &workspace, Document &document, PositionUnit unit);

} // namespace arnorm::tool
