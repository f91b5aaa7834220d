// The keys, strings and brackets of a rule file, each with the table in which it stands.
//
// For completion, where the text is broken at the very place that matters:
//
//     [[stage]]
//     table = [
//       { from = "ب", to = "b" },
//       { from = "$fat
//
// The reader of parse/ omits the last line. Here it has the tokens `{`, `from`, `=` and a string
// that is not closed, in a row. Each line starts anew: strings and inline tables end with it, and a
// header ends everything. Does not check anything.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/rule_keys.h"

namespace arnorm::tool {

struct Token {
  enum class Kind { key, string, word, header, sign, comment };
  Kind kind;
  std::size_t begin;
  std::size_t end;
  RuleTable table;           // in which it stands
  bool known = true;         // false in a table that rule files do not have
  std::size_t number;        // of that table: the same for tokens of the same one
  std::string_view key;      // the key whose value it is, or the key itself
  bool after_equals = false; // a value is expected after the token, rather than a key

  bool is_closed = true; // of a string
  std::size_t quote = 0; // of a string: the length of its quotes, 1 or 3
};

// In the order of the text, which must outlive them.
std::vector<Token> tokens_of(std::string_view text);

// What may be written at an offset outside of strings and words.
struct TypingPlace {
  RuleTable table;
  bool known;
  std::size_t number;   // of the table
  std::string_view key; // whose value is expected
  bool after_equals;
  bool is_section; // the table is not an inline one, and its keys are on lines of their own
};
TypingPlace typing_place(std::string_view text, std::size_t offset);

// What stands at an offset.
struct TokenPlace {
  const Token *inside = nullptr; // the token that contains the offset or ends there
  const Token *before = nullptr; // the last one that begins before it, comments left out
};
TokenPlace find_token(const std::vector<Token> &tokens, std::size_t offset);

} // namespace arnorm::tool
