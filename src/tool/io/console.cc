#include "tool/io/console.h"

#include <unistd.h>

#include "tool/io/log.h"
#include "tool/io/output.h"

namespace arnorm::tool {

bool print(std::string_view text) {
  Output output;
  output.append(text);
  return output.finish();
}

bool print(std::span<const Diagnostic> diagnostics) {
  return print(render(diagnostics, render_options(STDOUT_FILENO)));
}

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) != 0; }

} // namespace arnorm::tool
