// What one icu::Transliterator does in one pass, and the characters that links leave for each
// other in the text between them.
#pragma once

#include <cstddef>
#include <string>

#include "diagnostics/source.h"

namespace arnorm {

struct IcuLink {
  enum class Kind {
    rules,     // `text` is rule text
    transform, // `text` is the id of a normalizer
    foreign,   // `text` is what a rule file wrote under `icu`: id or rules, reach unknown
  };
  Kind kind = Kind::rules;
  std::string text = {};
  std::size_t behind = 0;      // source characters of its own output that the link looks back at
  bool splits_marks = false;   // a run of more than 1,024 marks is taken as if it ended there
  Span span = {};              // of the stage that it comes from
  std::size_t comparisons = 0; // of its rules with each other, which ICU makes to load them
};

// Which text the rules are for: what one call is given, or the lines that uconv hands over, each
// with the line feed that ends it. In a line, that line feed is an edge and no rule touches it.
enum class IcuText { whole, lines };

// Tags are lone surrogates, which no text can hold: malformed bytes are U+DC80 to U+DCFF, and a
// surrogate of a pair is not alone.
inline constexpr char32_t guard_char = 0xDC00; // stands for a U+FFFF of the text
inline constexpr char32_t first_tag = 0xDD00;
inline constexpr char32_t last_tag = 0xDFFF;
inline bool is_tag(char32_t c) { return c >= first_tag && c <= last_tag; }

} // namespace arnorm
