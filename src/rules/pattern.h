// Patterns (`from`, `after`, `before`) of table rows.
//
// A pattern is a tree of items. Each item is a set of code points or a group, repeated a bounded
// number of times. Does not depend on the syntax (parse/pattern_parser.h) or on matching:
// rules/flat_rules.h turns patterns into sequences of fixed length for the engines.
#pragma once

#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "diagnostics/source.h"

namespace arnorm {

struct PatternItem {
  CodePointSet set;               // if `group` is 0
  int group = 0;                  // number of the group, from 1
  std::vector<PatternItem> items; // the items of the group
  int min = 1;
  int max = 1;
  bool literal = false; // written as a character, not as a set or a name
  bool escaped = false; // a literal written as an escape
  bool once() const { return min == 1 && max == 1; }
  bool operator==(const PatternItem &other) const;
};

struct Pattern {
  std::vector<PatternItem> items;
  Span span;
  int groups = 0;
  bool operator==(const Pattern &other) const { return items == other.items; }

  // Whether the pattern is a literal string. Only rows with such patterns run in both directions.
  bool is_literal() const;
  std::u32string literal() const; // if is_literal()
};

// The length of the longest text that items match, but at most one more than a pattern may match.
inline constexpr std::size_t max_matched = 1024;
std::size_t longest_match(const std::vector<PatternItem> &items);

// A literal string as a pattern, for the reverse direction.
Pattern literal_pattern(const std::u32string &text, const Span &span);

} // namespace arnorm
