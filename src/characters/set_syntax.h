// The inside of `[...]`: ICU's UnicodeSet syntax with `$name` for sets defined before.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "characters/code_point_set.h"

namespace arnorm {

// Sets by name, without the `$`.
using NamedSets = std::map<std::string, CodePointSet, std::less<>>;

// Length in bytes of the balanced `[...]` at the front of `text`, escapes and `\N{..}`/`\p{..}`
// honoured; 0 when it is never closed.
std::size_t bracket_length(std::string_view text);

// What went wrong in a set, and where in its text (bytes).
struct SetError {
  enum Kind { unknown_name, bad_escape, surrogate, has_strings, too_large, syntax } kind = syntax;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string word; // the name or the piece that is not understood
};

struct SetResult {
  CodePointSet set; // U+FFFF brings `edge` with it
  std::optional<SetError> error;
};

// Parses one whole set, brackets included. Properties are those of the ICU that is linked.
SetResult parse_set(std::string_view text, const NamedSets &named);

} // namespace arnorm
