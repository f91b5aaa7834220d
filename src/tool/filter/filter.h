// The filter: files or standard input, line by line, through a chain.
#pragma once

#include "tool/settings.h"

namespace arnorm::tool {

int filter_main(int argc, char **argv);

// The same with options that have been read. Returns the exit status.
int run_filter(const FilterArguments &arguments);

} // namespace arnorm::tool
