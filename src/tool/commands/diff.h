// `arnorm diff A B [FILE...]`: the words that two chains convert differently.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Returns the exit status: 0 if both chains convert the text alike, 1 if not.
int diff(const CommandArguments &arguments);

} // namespace arnorm::tool
