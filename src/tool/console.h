// Standard output and standard error: data on the one, everything else on the other.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// Writes to standard output, all of it or false; a failure has been explained unless the reader
// has closed the pipe, which is no failure.
bool print(std::string_view text);

// A message on standard error, behind "arnorm: ".
void complain(std::string_view message);

// Diagnostics on standard error, in color where that is a terminal.
void complain(std::span<const Diagnostic> diagnostics);

// Diagnostics as the data of `arnorm check`: for standard output.
bool print(std::span<const Diagnostic> diagnostics);

bool stdout_is_terminal();

} // namespace arnorm::tool
