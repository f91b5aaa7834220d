// The commands other than the filter. Each parses its own arguments and returns the exit status.
#pragma once

#include <span>
#include <string_view>

namespace arnorm::tool {

struct Command {
  std::string_view name;
  int (*run)(int argc, char **argv);
};

std::span<const Command> commands();

} // namespace arnorm::tool
