// Formats rule files: `arnorm fmt`.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

int format_files(const CommandArguments &arguments);

} // namespace arnorm::tool
