// `arnorm audit`: what a chain makes equal, deletes or leaves, and what in files does not belong
// there.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

int audit(const CommandArguments &arguments);

} // namespace arnorm::tool
