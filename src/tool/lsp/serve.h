// `arnorm lsp`: a language server for rule files on standard input and output.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Serves one client until it says `exit` or closes the input, and returns the exit status: 0 after
// `shutdown` and `exit`, otherwise 1.
int serve(const CommandArguments &arguments);

} // namespace arnorm::tool
