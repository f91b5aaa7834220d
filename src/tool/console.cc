#include "console.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include "output.h"

namespace arnorm::tool {
namespace {

// https://no-color.org: any value that is not empty.
bool wants_color(int descriptor) {
  const char *no_color = std::getenv("NO_COLOR");
  return ::isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

RenderOptions look_of(int descriptor) {
  return {.color = wants_color(descriptor), .isolate = ::isatty(descriptor) != 0};
}

} // namespace

bool print(std::string_view text) {
  Output output;
  output.append(text);
  return output.finish();
}

bool print(std::span<const Diagnostic> diagnostics) {
  return print(render(diagnostics, look_of(STDOUT_FILENO)));
}

void complain(std::string_view message) {
  std::string text = fmt::format("arnorm: {}\n", message);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void complain(std::span<const Diagnostic> diagnostics) {
  std::string text = render(diagnostics, look_of(STDERR_FILENO));
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) != 0; }

} // namespace arnorm::tool
