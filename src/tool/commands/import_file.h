// `arnorm import`: an ICU transform or a table of letters as a rule file.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

int import_file(const CommandArguments &arguments);

} // namespace arnorm::tool
