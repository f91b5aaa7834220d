// `arnorm explain`: the page of a diagnostic, or what a chain does to a text.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Returns the exit status.
int explain(const CommandArguments &arguments);

} // namespace arnorm::tool
