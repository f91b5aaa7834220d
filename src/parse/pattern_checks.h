// What must be true of a pattern as a whole: its length, its edges, and that it matches something.
//
// Does not depend on the syntax.
#pragma once

#include "diagnostics/report.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"

namespace arnorm {

// The key of a row that contains the pattern, or [patterns]. It determines whether groups and edges
// are allowed.
enum class PatternRole { from, after, before, piece };

// The edges of the text to which a pattern refers.
struct TextEdges {
  bool start = false;
  bool end = false;
};

// Reports AR0122: `$start` must be first and `$end` last, because there is no text beyond them.
void check_edges(const Node &node, const std::vector<PatternItem> &items, PatternRole role,
                 TextEdges used, Report &report);

// Reports AR0401 for a pattern that may match too many characters.
void check_length(const Node &node, const std::vector<PatternItem> &items, Report &report);

// Reports AR0116. Returns false after an error.
bool check_not_empty(const Node &node, const std::vector<PatternItem> &items, PatternRole role,
                     Report &report);

} // namespace arnorm
