// The messages of the parsers of patterns and replacements, which decide when to report them.
#pragma once

#include <string>

#include "diagnostics/report.h"
#include "parse/names.h"
#include "parse/toml_node.h"

namespace arnorm {

// Whether a character is invisible in an editor: controls, joiners, bidi marks, spaces except
// U+0020.
bool is_invisible(char32_t c);

// Reports AR0124 at bytes [begin, end) of the node's string.
void report_invisible(const Node &node, std::size_t begin, std::size_t end, char32_t c,
                      Report &report);

// A special character, escaped for the quotes of the node.
std::string escaped(const Node &node, char sign);

// Reports AR0110 for `$word`, and suggests similar names; or AR0131 for a pattern that is defined
// only later.
void report_unknown_name(const Span &at, const std::string &word, const Names &names,
                         Report &report);

// Reports an error of parse_set in the set that begins at byte `base` of the node's string.
void report_set_error(const Node &node, std::size_t base, const SetError &error, const Names &names,
                      Report &report);

} // namespace arnorm
