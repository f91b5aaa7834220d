// `arnorm export --icu`: a chain as ICU transform rules.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Returns the exit status.
int export_rules(const CommandArguments &arguments);

} // namespace arnorm::tool
