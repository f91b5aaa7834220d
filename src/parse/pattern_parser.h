// Reads the text of a pattern.
//
// Knows the syntax of patterns (docs/rule-format.md) and nothing of tables or text.
#pragma once

#include "characters/set_syntax.h"
#include "diagnostics/report.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"

namespace arnorm {

// Which of a row's keys a pattern stands under; decides about groups and edges.
enum class PatternRole { from, after, before };

// Parses the string `node`. All errors go to `report` (AR0110 to AR0124); the pattern is then of
// no use, but no further errors follow from it.
Pattern parse_pattern(const Node &node, PatternRole role, const NamedSets &named, Report &report);

} // namespace arnorm
