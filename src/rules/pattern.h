// Patterns (`from`, `after`, `before`) of table rows.
//
// A pattern is a tree of items. Each item is a set of code points or a choice of sequences of
// items, repeated a bounded number of times. A group, and a named piece with a count, is a choice
// of one. The pattern `a ($end_of_word)? b` with end_of_word = ["x", "yz"] is
//
//   { a }   choice 1, number 1, 0 to 1 times { choice 1: { x }; choice 2: { y } { z } }   { b }
//
// Does not depend on the syntax (parse/pattern_parser.h) or on matching: rules/flat_rules.h turns
// patterns into sequences of fixed length for the engines.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "diagnostics/source.h"

namespace arnorm {

inline constexpr int max_groups = 9; // $1 to $9

struct PatternItem {
  CodePointSet set;                              // if there are no choices
  std::vector<std::vector<PatternItem>> choices; // any of these; of equal matches, the earlier one
  int group = 0;                                 // the number of a group, from 1; otherwise 0
  int min = 1;
  int max = 1;
  bool literal = false; // written as a character, not as a set or a name
  bool escaped = false; // a literal written as an escape
  bool is_set() const { return choices.empty(); }
  bool once() const { return min == 1 && max == 1; }
  bool operator==(const PatternItem &other) const;
};

// A `from` that is an array of several patterns has a single item, a choice of them, and `groups`
// is the number of groups that all of them have.
struct Pattern {
  std::vector<PatternItem> items;
  Span span;
  int groups = 0;
  std::vector<Span> alternatives; // the patterns of such an array
  bool operator==(const Pattern &other) const { return items == other.items; }

  // Whether the pattern is a literal string. Only rows with such patterns run in both directions.
  bool is_literal() const;
  std::u32string literal() const; // if is_literal()

  // The literal string, or the first alternative if that is one.
  std::optional<std::u32string> first_literal() const;
};

bool is_literal(const std::vector<PatternItem> &items);
std::u32string literal(const std::vector<PatternItem> &items); // if is_literal()
bool can_be_empty(const std::vector<PatternItem> &items);
std::size_t count_items(const std::vector<PatternItem> &items); // those of choices included
std::size_t nesting(const std::vector<PatternItem> &items);     // of choices

// Calls a function for every set of the items.
void for_each_set(std::vector<PatternItem> &items, const std::function<void(CodePointSet &)> &call);

// The length of the longest text that items match, but at most one more than a pattern may match.
inline constexpr std::size_t max_matched = 1024;
std::size_t longest_match(const std::vector<PatternItem> &items);

// A named piece of patterns, in the two forms in which a pattern can use it: a context also matches
// malformed bytes and the edges of the text.
struct NamedPattern {
  PatternItem in_context;
  PatternItem in_from;
  bool start = false;    // contains `$start`
  bool end = false;      // contains `$end`
  std::size_t items = 0; // in all
  std::size_t depth = 0; // nesting of choices
};
using NamedPatterns = std::map<std::string, NamedPattern, std::less<>>;

// A literal string as a pattern, for the reverse direction.
Pattern literal_pattern(const std::u32string &text, const Span &span);

} // namespace arnorm
