// Reads the rows of a table and the other stages of a rule file.
#pragma once

#include "diagnostics/report.h"
#include "parse/pattern_parser.h"
#include "parse/toml_node.h"
#include "rules/rule_set.h"

namespace arnorm {

// `overriding` rows may say `drop = true`.
std::vector<Row> read_rows(const Node &array, const NamedSets &sets, bool overriding,
                           Report &report);

std::vector<Stage> read_stages(const Node &array, const NamedSets &sets, Report &report);

// A `[...]` or `$name` given as a whole value, as in `remove`. In the role of a context U+FFFF
// stands for an edge as well.
CodePointSet read_set(const Node &node, const NamedSets &sets, Report &report,
                      PatternRole role = PatternRole::from);

} // namespace arnorm
