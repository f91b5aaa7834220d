// What can be written at the cursor: keys of the table, values of the key, names, characters.
#pragma once

#include <string>
#include <vector>

#include "tool/lsp/workspace.h"

namespace arnorm::tool {

struct Suggestion {
  enum class Kind { key, section, value, set, pattern, rule_set, character, property };
  Kind kind;
  std::string label;
  std::string detail;
  std::string inserted; // in place of the word at the cursor
  std::string filter;   // what the word is compared with, if not with the label
};

struct Suggestions {
  std::size_t begin = 0; // the word at the cursor
  std::size_t end = 0;
  std::vector<Suggestion> items;
  bool incomplete = false; // there may be others for a longer word
};

Suggestions suggestions_at(Workspace &workspace, Document &document, std::size_t offset);

} // namespace arnorm::tool
