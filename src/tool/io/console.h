// Standard output and standard error: data on the one, everything else on the other.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// Writes to standard output, all of it or false; a failure has been explained unless the reader
// has closed the pipe, which is no failure.
bool print(std::string_view text);

// A message on standard error, behind "arnorm: ". From any thread.
void complain(std::string_view message);

// A line on standard error that stays until the next one, or a message, takes its place; an empty
// one leaves none. For terminals only.
void show_status(std::string_view line);

// Diagnostics on standard error, in color where that is a terminal.
void complain(std::span<const Diagnostic> diagnostics);

// Diagnostics as the data of `arnorm check`: for standard output.
bool print(std::span<const Diagnostic> diagnostics);

// A report on standard error, as it is.
void report(std::string_view text);

bool stdout_is_terminal();
bool stderr_is_terminal();

} // namespace arnorm::tool
