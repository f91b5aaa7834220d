// The chain that a command is given.
#pragma once

#include "arnorm/arnorm.h"
#include "tool/settings.h"

namespace arnorm::tool {

// The first word as a chain, with -r and -I. What is wrong with it has been reported.
Loaded load_chain(const CommandArguments &arguments);

} // namespace arnorm::tool
