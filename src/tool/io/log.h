// Messages on standard error. Thread-safe: messages are never interleaved.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// Writes a message with the prefix "arnorm: " on one line. The message may quote file names and
// file contents, so control characters are replaced with U+FFFD.
void log_error(std::string_view message);

// Reports that memory is exhausted, without allocating any.
void log_no_memory();

// Writes diagnostics, in color if standard error is a terminal.
void log_error(std::span<const Diagnostic> diagnostics);

// Shows a status line until the next status line or message replaces it. An empty line clears it.
// For terminals only.
void show_status(std::string_view line);

// Writes a report unchanged, without a prefix.
void report(std::string_view text);

// When output is colored: on terminals, unless NO_COLOR is set; or as the user says.
enum class Color { automatic, always, never };
void set_color(Color when);

// How diagnostics are rendered on a descriptor: with isolates only on terminals.
RenderOptions render_options(int descriptor);

bool stderr_is_terminal();

} // namespace arnorm::tool
