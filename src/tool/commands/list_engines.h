// `arnorm list --engines`: which engine runs each stage of a chain.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Prints a line for each stage and returns the exit status.
int list_engines(const CommandArguments &arguments);

} // namespace arnorm::tool
