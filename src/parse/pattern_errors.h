// What the parsers of patterns and replacements have to say; src/pattern.cc decides when.
#pragma once

#include <string>

#include "characters/set_syntax.h"
#include "diagnostics/report.h"
#include "parse/toml_node.h"

namespace arnorm {

// What cannot be seen in an editor: controls, joiners, bidi marks, spaces that are not U+0020.
bool is_invisible(char32_t c);

// AR0124 at bytes [begin, end) of the node's string.
void report_invisible(const Node &node, std::size_t begin, std::size_t end, char32_t c,
                      Report &report);

// A sign that stands for itself, in the quotes of the node.
std::string escaped(const Node &node, char sign);

// AR0110 for `$word`, near names offered.
void report_unknown_name(const Span &at, const std::string &word, const NamedSets &named,
                         Report &report);

// What parse_set found in the set that begins at byte `base` of the node's string.
void report_set_error(const Node &node, std::size_t base, const SetError &error,
                      const NamedSets &named, Report &report);

} // namespace arnorm
