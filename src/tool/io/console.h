// Results on standard output. Messages go to standard error: see log.h.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// Writes everything to standard output. Returns false after an error, which has been reported
// unless the reader has closed the pipe.
bool print(std::string_view text);

// Writes diagnostics to standard output, where they are the result of `arnorm check`.
bool print(std::span<const Diagnostic> diagnostics);

bool stdout_is_terminal();

} // namespace arnorm::tool
