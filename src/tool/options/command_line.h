// What all commands share of their command lines. The only part that knows CLI11.
#pragma once

#include <optional>
#include <string>

#include "tool/settings.h"

namespace arnorm::tool {

// What a command takes besides --help and -I.
struct CommandShape {
  std::string name;
  std::string help;
  std::string words; // name of the positional words in the help; empty: none
  bool words_needed = true;
  bool takes_reverse = false;
  bool takes_icu = false;
  bool takes_engines = false;
  bool takes_html = false;
};

// The arguments, or the status to exit with at once: after --help and --version, and after a
// usage error, which has been explained on stderr.
template <class Arguments> struct Parsed {
  std::optional<Arguments> arguments;
  int status = exit_fine;
};

Parsed<FilterArguments> parse_filter(int argc, char **argv);
Parsed<CommandArguments> parse_command(const CommandShape &shape, int argc, char **argv);

} // namespace arnorm::tool
