// Which engine runs the stages of a chain: `arnorm list --engines`.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Prints a line for each stage and returns the exit status.
int list_engines(const CommandArguments &arguments);

} // namespace arnorm::tool
