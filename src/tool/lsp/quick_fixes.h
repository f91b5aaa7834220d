// Changes that solve a problem, where its help says exactly what to write.
//
// The help is read, because it is what the messages of all checks have in common: "did you mean
// `from`?", "write one of NFC, NFD, NFKC, NFKD", "delete this row". A help of any other form has no
// quick fix.
#pragma once

#include <string>
#include <vector>

#include "tool/lsp/problems.h"

namespace arnorm::tool {

struct TextChange {
  std::size_t begin;
  std::size_t end;
  std::string text;
};

struct QuickFix {
  std::string title;
  TextChange change;
};

// `path` is that of the file; it may be empty.
std::vector<QuickFix> fixes_of(const Problem &problem, const TextDocument &text,
                               const std::string &path);

} // namespace arnorm::tool
