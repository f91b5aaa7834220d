#include "tool/commands/load_chain.h"

#include "tool/io/log.h"

namespace arnorm::tool {

Loaded load_chain(const CommandArguments &arguments) {
  Options options;
  options.path = arguments.path;
  options.direction = arguments.reverse ? Direction::reverse : Direction::forward;
  Loaded chain = Chain::load(arguments.words[0], options);
  log_error(chain.diagnostics);
  return chain;
}

} // namespace arnorm::tool
