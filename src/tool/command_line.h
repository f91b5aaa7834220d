// What all commands share of their command lines. The only part that knows CLI11.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

enum ExitStatus { exit_fine = 0, exit_data = 1, exit_trouble = 2 };

// What the filter was asked to do.
struct FilterArguments {
  std::string chain;
  std::vector<std::string> files; // "-" is standard input
  std::string output;             // empty: standard output
  Options options;
};

// What a command was asked to do.
struct CommandArguments {
  std::vector<std::string> words;
  std::vector<std::string> path; // -I
  bool reverse = false;
  bool icu = false;
  bool engines = false;
  bool html = false;
};

// What a command takes besides --help and -I.
struct CommandShape {
  std::string name;
  std::string help;
  std::string words;      // name of the positional words in the help; empty: none
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
