// The characters that a pattern or a `to` writes, without resolving its names.
//
// For comments that spell them: `'[\uFE95-\uFE98]'` has the range U+FE95 to U+FE98, and 'ل$fatha'
// has U+0644 and a name. Does not report errors; parse/pattern_parser.h does.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace arnorm {

struct CharacterRange {
  char32_t first;
  char32_t last;
  bool escaped; // written as \u064E

  bool operator==(const CharacterRange &) const = default;
};

struct WrittenCharacters {
  static constexpr std::size_t max_ranges = 64; // more are not a comment that anybody reads

  std::vector<CharacterRange> ranges; // each once, in the order of the text
  // There is nothing else: no names, properties, complements or nested sets, no \N{...}.
  bool complete = true;

  void add(const CharacterRange &range);
  void add_string(std::string_view written); // a TOML string with its quotes
  bool has(char32_t c) const;
};

} // namespace arnorm
