// The names that patterns of a document may use, with what they mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tool/lsp/workspace.h"

namespace arnorm::tool {

struct NameInScope {
  std::string name; // without the `$`
  bool is_pattern = false;
  std::string meaning; // "3 characters: U+064E ARABIC FATHA, ..."
};

// Sorted; sets, patterns, and those that are built in.
std::vector<NameInScope> names_in_scope(const Analysis &analysis);
std::optional<NameInScope> find_name(const Analysis &analysis, std::string_view name);

// "3 characters: U+064E ARABIC FATHA, U+064F ARABIC DAMMA, ..."
std::string describe_set(const CodePointSet &set);

// "U+0629 ARABIC LETTER TEH MARBUTA (Lo, letter, other)"
std::string describe_character(char32_t c);

} // namespace arnorm::tool
