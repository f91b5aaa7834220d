// What a string of a rule file consists of: characters, escapes, names and properties.
//
//     '\u064E $sun [\p{L}]'     an escape, a space, a name, a space, `[`, a property, `]`
//
// In double quotes a backslash is written twice, and "\u064E" is an escape of TOML; both are read
// alike. Does not report errors.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parse/rule_keys.h"
#include "tool/lsp/tokens.h"

namespace arnorm::tool {

struct StringPiece {
  enum class Kind { character, escape, name, property };
  Kind kind;
  std::size_t begin; // in the file
  std::size_t end;
  std::optional<char32_t> c = {}; // of a character, or of an escape that is valid
  std::string_view inner = {};    // `sun` of `$sun`, `L` of `\p{L}`, the name within `\N{...}`
  std::size_t inner_begin = 0;    // in the file
  bool is_closed = true;          // false for `\N{ARABIC LET` at the end of the string
};

// Whether a value may contain `$name`, and escapes that are not TOML's.
bool is_pattern_text(RuleValue value);

// The value of a string token. Strings of [sets] and [patterns] are patterns.
RuleValue value_of(const Token &token);

// The pieces of a string token.
std::vector<StringPiece> pieces_of(std::string_view text, const Token &token);

} // namespace arnorm::tool
