#include "tool/io/console.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "tool/io/output.h"

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

std::mutex error_mutex;
std::atomic<bool> status_shown = false;

// A line that is only for the moment makes place.
void write_error(std::string_view text) {
  std::lock_guard lock(error_mutex);
  std::string all = status_shown.exchange(false) ? "\r\x1b[K" : "";
  all += text;
  std::fwrite(all.data(), 1, all.size(), stderr);
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

void complain(std::string_view message) { write_error(fmt::format("arnorm: {}\n", message)); }

void complain(std::span<const Diagnostic> diagnostics) {
  write_error(render(diagnostics, look_of(STDERR_FILENO)));
}

void show_status(std::string_view line) {
  write_error(line);
  status_shown = !line.empty();
}

void report(std::string_view text) { write_error(text); }

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) != 0; }

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) != 0; }

} // namespace arnorm::tool
