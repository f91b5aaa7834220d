// The options and commands of options.toml, as --help shows them.
#pragma once

#include <span>
#include <string_view>

namespace arnorm::tool {

struct OptionRow {
  std::string_view group; // heading in --help
  std::string_view names; // "-r,--reverse"
  std::string_view key;   // "reverse"; the letter if there is no long name
  std::string_view value; // "FILE", "keep|drop|error"; empty: no value
  std::string_view help;
};

struct CommandRow {
  std::string_view name;
  std::string_view words; // what follows the name on the command line
  std::string_view help;
};

std::span<const OptionRow> option_rows();
std::span<const CommandRow> command_rows();

} // namespace arnorm::tool
