// Reads the text of a replacement.
//
// Of the rest of the row, depends only on the groups in `from`.
#pragma once

#include "diagnostics/report.h"
#include "parse/names.h"
#include "parse/toml_node.h"
#include "rules/pattern.h"
#include "rules/replacement.h"

namespace arnorm {

// Parses the string `node`. Reports AR0110 to AR0113, AR0121, AR0124, AR0126, AR0133 and AR0401.
Replacement parse_replacement(const Node &node, const Pattern &from, const Names &names,
                              Report &report);

} // namespace arnorm
