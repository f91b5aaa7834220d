// The arnorm command: a filter, unless the first word is one of the commands.
#include <algorithm>
#include <csignal>
#include <new>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "characters/growth_limit.h"
#include "tool/commands/commands.h"
#include "tool/filter/filter.h"
#include "tool/io/log.h"
#include "tool/settings.h"

namespace {

// If a standard descriptor is closed, the next opened file would get its number, and messages would
// be written to that file. Opening it in the wrong mode keeps its use an error.
void reserve_standard_descriptors() {
  for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1) {
      ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

} // namespace

int main(int argc, char **argv) {
  reserve_standard_descriptors();
  // Closed pipes and file size limits are reported by the writes themselves.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::string_view first = argc > 1 ? argv[1] : "";
  auto commands = arnorm::tool::commands();
  auto command = std::find_if(commands.begin(), commands.end(),
                              [&](const auto &each) { return each.name == first; });
  try {
    return command == commands.end() ? arnorm::tool::filter_main(argc, argv)
                                     : command->run(argc - 1, argv + 1);
  } catch (const arnorm::TextTooLong &error) {
    arnorm::tool::log_error(error.what());
    return arnorm::tool::exit_trouble;
  } catch (const std::bad_alloc &) { // all outputs have been closed and partial files removed
    arnorm::tool::log_no_memory();
    return arnorm::tool::exit_trouble;
  }
}
