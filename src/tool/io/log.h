// Messages on standard error. Thread-safe: messages are never interleaved.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// Writes a message with the prefix "arnorm: ", in one line. It may hold file names and their
// contents: control characters are shown as U+FFFD.
void log_error(std::string_view message);

// That there is not enough memory; which takes none.
void log_no_memory();

// Diagnostics, in color where standard error is a terminal.
void log_error(std::span<const Diagnostic> diagnostics);

// Shows a status line until the next status line or message replaces it. An empty line clears it.
// For terminals only.
void show_status(std::string_view line);

// A report, as it is.
void report(std::string_view text);

// How diagnostics are rendered on a descriptor: with colors and isolates only on terminals.
RenderOptions render_options(int descriptor);

bool stderr_is_terminal();

} // namespace arnorm::tool
