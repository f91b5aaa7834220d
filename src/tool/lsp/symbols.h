// The outline of a rule file: its sections, and what is in them.
#pragma once

#include <string>
#include <vector>

#include "tool/lsp/tokens.h"

namespace arnorm::tool {

struct Symbol {
  enum class Kind { section, set, pattern, stage, test };
  Kind kind;
  std::string name;
  std::string detail;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t name_begin = 0;
  std::size_t name_end = 0;
  std::vector<Symbol> children;
};

std::vector<Symbol> symbols_of(std::string_view text, const std::vector<Token> &tokens);

} // namespace arnorm::tool
