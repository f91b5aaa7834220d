// The change that brings a rule file to the layout of `arnorm fmt`.
#pragma once

#include <optional>
#include <string>

#include "tool/lsp/quick_fixes.h"

namespace arnorm::tool {

// Covers the lines that differ, from the first one to the last. Nothing if the file has that layout
// already, or if it is not TOML, whose errors are shown anyway.
std::optional<TextChange> format_edit(const std::string &text);

} // namespace arnorm::tool
