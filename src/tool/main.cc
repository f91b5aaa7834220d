// The arnorm command: a filter, unless the first word is one of the commands.
#include <algorithm>
#include <csignal>
#include <string_view>

#include "commands.h"
#include "filter.h"

int main(int argc, char **argv) {
  std::signal(SIGPIPE, SIG_IGN); // a closed pipe is seen where it is written to
  std::string_view first = argc > 1 ? argv[1] : "";
  auto commands = arnorm::tool::commands();
  auto command = std::find_if(commands.begin(), commands.end(),
                              [&](const auto &each) { return each.name == first; });
  return command == commands.end() ? arnorm::tool::filter_main(argc, argv)
                                   : command->run(argc - 1, argv + 1);
}
