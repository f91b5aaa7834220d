// Reads the text of a pattern.
//
// docs/rule-format.md defines the syntax. Does not depend on tables or on matching.
#pragma once

#include "diagnostics/report.h"
#include "parse/names.h"
#include "parse/pattern_checks.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"

namespace arnorm {

// Parses the string `node`. Reports AR0110 to AR0124. After an error, the pattern must not be used,
// but it causes no further errors.
Pattern parse_pattern(const Node &node, PatternRole role, const Names &names, Report &report,
                      TextEdges *edges = nullptr);

} // namespace arnorm
