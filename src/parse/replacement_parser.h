// Reads the text of a replacement.
//
// Depends only on the number of groups in `from`, not on the rest of the row.
#pragma once

#include "diagnostics/report.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"
#include "rules/replacement.h"

namespace arnorm {

// Parses the string `node`. Reports AR0111 to AR0113, AR0121, AR0124, AR0126 and AR0401.
Replacement parse_replacement(const Node &node, const Pattern &from, Report &report);

} // namespace arnorm
