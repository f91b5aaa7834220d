// Backslash escapes of patterns and replacements: \u064E, \u{1F600}, \N{ARABIC FATHA}, \$ ...
#pragma once

#include <cstddef>
#include <optional>

#include "report.h"
#include "toml_document.h"

namespace arnorm {

struct Escape {
  std::optional<char32_t> c; // none after an error, which has been reported
  std::size_t length = 1;    // bytes, the backslash included
};

// Reads the escape at byte `at` of the node's string. Reports AR0111, AR0112 and AR0113.
Escape read_escape(const Node &node, std::size_t at, Report &report);

} // namespace arnorm
