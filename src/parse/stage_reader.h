// Reads the stages of a rule file.
#pragma once

#include "diagnostics/report.h"
#include "parse/pattern_parser.h"
#include "parse/row_reader.h"
#include "parse/toml_node.h"
#include "rules/rule_set.h"

namespace arnorm {

// A stage without `only` runs in the directions of `otherwise`.
std::vector<Stage> read_stages(const Node &array, const Names &names, Report &report,
                               Only otherwise = Only::both);

// Reads a value that is a single `[...]` or `$name`, as in `remove`. In the role of a context,
// U+FFFF also denotes an edge.
CodePointSet read_set(const Node &node, const Names &names, Report &report,
                      PatternRole role = PatternRole::from);

} // namespace arnorm
