// Messages on standard error. From any thread; a message is never mixed with another one.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// A message, after "arnorm: ", in one line. It may hold names of files and what stands in them:
// what would tell a terminal to do something is shown as U+FFFD.
void log_error(std::string_view message);

// That there is not enough memory; which takes none.
void log_no_memory();

// Diagnostics, in color where standard error is a terminal.
void log_error(std::span<const Diagnostic> diagnostics);

// A line that stays until the next one, or a message, takes its place; an empty one leaves none.
// For terminals only.
void show_status(std::string_view line);

// A report, as it is.
void report(std::string_view text);

// How diagnostics look on a descriptor: colors and isolates are for terminals.
RenderOptions render_options(int descriptor);

bool stderr_is_terminal();

} // namespace arnorm::tool
