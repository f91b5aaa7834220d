// `arnorm test`: runs the tests in rule files, and tells which rows they fire.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

// Returns the exit status.
int test_rules(const CommandArguments &arguments);

} // namespace arnorm::tool
