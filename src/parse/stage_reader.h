// Reads the rows of a table and the other stages of a rule file.
#pragma once

#include "diagnostics/report.h"
#include "parse/pattern_parser.h"
#include "parse/toml_node.h"
#include "rules/rule_set.h"

namespace arnorm {

// Rows that are `overriding` may have `drop = true`.
std::vector<Row> read_rows(const Node &array, const NamedSets &sets, bool overriding,
                           Report &report);

std::vector<Stage> read_stages(const Node &array, const NamedSets &sets, Report &report);

// Reads a value that is a single `[...]` or `$name`, as in `remove`. In the role of a context,
// U+FFFF also denotes an edge.
CodePointSet read_set(const Node &node, const NamedSets &sets, Report &report,
                      PatternRole role = PatternRole::from);

} // namespace arnorm
