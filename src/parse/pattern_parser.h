// Reads the text of a pattern.
//
// docs/rule-format.md defines the syntax. Does not depend on tables or on matching.
#pragma once

#include "characters/set_syntax.h"
#include "diagnostics/report.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"

namespace arnorm {

// The key of a row that contains the pattern. It determines whether groups and edges are allowed.
enum class PatternRole { from, after, before };

// Parses the string `node`. Reports AR0110 to AR0124. After an error, the pattern must not be used,
// but it causes no further errors.
Pattern parse_pattern(const Node &node, PatternRole role, const NamedSets &named, Report &report);

} // namespace arnorm
