// Patterns (`from`, `after`, `before`) of table rows.
//
// A pattern is a tree of items; every item is one set of code points or a group, and is repeated
// a bounded number of times. Nothing here matches text: src/expansion.cc turns patterns into
// sequences of fixed length for the engines.
#pragma once

#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "diagnostics/report.h"
#include "characters/set_syntax.h"
#include "parse/toml_document.h"

namespace arnorm {

struct PatternItem {
  CodePointSet set;               // when `group` is 0
  int group = 0;                  // number of the group, from 1
  std::vector<PatternItem> items; // what the group holds
  int least = 1;
  int most = 1;
  bool literal = false; // written as a character, not as a set or a name
  bool escaped = false; // a literal written as an escape
  bool once() const { return least == 1 && most == 1; }
  bool operator==(const PatternItem &other) const;
};

struct Pattern {
  std::vector<PatternItem> items;
  Span span;
  int groups = 0;
  bool operator==(const Pattern &other) const { return items == other.items; }

  // Whether the pattern is one literal string; only such a row works both ways.
  bool is_literal() const;
  std::u32string literal() const; // when it is
};

// Which of a row's keys a pattern stands under; decides about groups and edges.
enum class PatternRole { from, after, before };

// Parses the string `node`. All errors go to `report` (AR0110 to AR0124); the pattern is then of
// no use, but no further errors follow from it.
Pattern parse_pattern(const Node &node, PatternRole role, const NamedSets &named, Report &report);

// A literal string as pattern, for the way back.
Pattern literal_pattern(const std::u32string &text, const Span &span);

} // namespace arnorm
