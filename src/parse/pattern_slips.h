// Finds what authors carry over from regular expressions into patterns and replacements, and what
// would otherwise have another meaning without a word: "عبد الله" without its space, `[\d]` as the
// letter d, `.` as a full stop.
//
// Knows the look of a pattern, not its meaning: parse/pattern_parser.h has that.
#pragma once

#include "diagnostics/report.h"
#include "parse/toml_node.h"

namespace arnorm {

// Each tells whether it reported anything in the string `node`, which then need not be parsed.
// `in_context`: the pattern is an `after` or a `before`.
// Reports AR0110, AR0111, AR0118, AR0120, AR0122, AR0125, AR0150 to AR0152 and AR0155.
bool report_pattern_slips(const Node &node, bool in_context, Report &report);

// Reports AR0111 and AR0153.
bool report_replacement_slips(const Node &node, Report &report);

} // namespace arnorm
