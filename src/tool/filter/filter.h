// The filter: files or standard input, line by line, through a chain.
#pragma once

namespace arnorm::tool {

int filter_main(int argc, char **argv);

} // namespace arnorm::tool
