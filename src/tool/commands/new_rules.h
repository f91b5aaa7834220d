// Writes a new rule file: `arnorm new`.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

int new_rules(const CommandArguments &arguments);

} // namespace arnorm::tool
