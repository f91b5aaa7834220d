// Backslash escapes of patterns and replacements: \u064E, \u{1F600}, \N{ARABIC FATHA}, \$ ...
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/report.h"
#include "parse/toml_node.h"

namespace arnorm {

// The help for an invalid escape, which lists the valid ones.
extern const char *const escape_help;

// A piece of a pattern as it must be written in the quotes of this string. In double quotes,
// backslashes are doubled, because TOML processes them too.
std::string as_written(const Node &node, std::string_view piece);

// Reports AR0113, also for names in sets.
void report_unknown_character(const Node &node, const Span &at, std::string_view name,
                              Report &report);

struct Escape {
  std::optional<char32_t> c; // none after an error, which has been reported
  std::size_t length = 1;    // bytes, including the backslash
};

// Reads the escape at byte `at` of the node's string. Reports AR0111, AR0112 and AR0113.
Escape read_escape(const Node &node, std::size_t at, Report &report);

} // namespace arnorm
