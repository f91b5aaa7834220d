#include "icu/icu_statements.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "characters/utf.h"

namespace arnorm {

std::string_view without_comments(std::string_view rules) {
  while (!rules.empty()) {
    auto [c, length] = first_character(rules);
    if (c == U'#') {
      length = std::min(rules.find('\n'), rules.size() - 1) + 1;
    } else if (!u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_PATTERN_WHITE_SPACE)) {
      break;
    }
    rules.remove_prefix(length);
  }
  return rules;
}

std::size_t statement_length(std::string_view rules) {
  int depth = 0; // of brackets
  for (std::size_t at = 0; at < rules.size(); ++at) {
    char c = rules[at];
    if (c == '\\') {
      ++at;
    } else if (depth > 0 || c == '[') { // quotes and semicolons are ordinary in a set
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    } else if (c == '\'') {
      at = std::min(rules.find('\'', at + 1), rules.size() - 1);
    } else if (c == ';') {
      return at + 1;
    }
  }
  return rules.size();
}

} // namespace arnorm
