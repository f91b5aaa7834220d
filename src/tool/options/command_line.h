// Parses the command lines of the filter and of all commands. The only user of CLI11.
#pragma once

#include <optional>
#include <string>

#include "tool/settings.h"

namespace arnorm::tool {

// The arguments that a command accepts besides --help and -I.
struct CommandShape {
  std::string name;
  std::string help;
  std::string words; // name of the positional arguments; empty: none
  bool words_needed = true;
  bool takes_reverse = false;
  bool takes_icu = false;
  bool takes_engines = false;
  bool takes_html = false;
  bool takes_json = false;
  bool takes_trace = false;
  bool takes_strict = false;
  bool takes_check = false;
  bool takes_github = false;
  bool takes_kind = false;
  bool takes_test = false;
  bool takes_diff = false;
  bool takes_parent = false;
  bool takes_import = false;
};

// The arguments, or the status to exit with at once: after --help and --version, or after a usage
// error, which has been reported on standard error.
template <class Arguments> struct Parsed {
  std::optional<Arguments> arguments;
  int status = exit_fine;
};

Parsed<FilterArguments> parse_filter(int argc, char **argv);
Parsed<FilterArguments> parse_align(int argc, char **argv); // with `align` set
Parsed<CommandArguments> parse_command(const CommandShape &shape, int argc, char **argv);

} // namespace arnorm::tool
