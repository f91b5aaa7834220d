#include "tool/io/log.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "characters/names.h"

namespace arnorm::tool {
namespace {

std::atomic<Color> color = Color::automatic;

// NO_COLOR disables color unless it is empty (https://no-color.org).
bool wants_color(int descriptor) {
  if (color != Color::automatic) {
    return color == Color::always;
  }
  const char *no_color = std::getenv("NO_COLOR");
  return ::isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

std::mutex error_mutex;
std::atomic<bool> status_shown = false;

// Clears the status line first, so that the message does not continue it.
void write_error(std::string_view text) {
  std::lock_guard lock(error_mutex);
  std::string all = status_shown.exchange(false) ? "\r\x1b[K" : "";
  all += text;
  std::fwrite(all.data(), 1, all.size(), stderr);
}

} // namespace

void set_color(Color when) { color = when; }

RenderOptions render_options(int descriptor) {
  return {.color = wants_color(descriptor), .isolate = ::isatty(descriptor) != 0};
}

void log_error(std::string_view message) {
  write_error(fmt::format("arnorm: {}\n", sanitize_for_terminal(message)));
}

void log_no_memory() {
  constexpr std::string_view message = "arnorm: out of memory\n";
  [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, message.data(), message.size());
}

void log_error(std::span<const Diagnostic> diagnostics) {
  write_error(render(diagnostics, render_options(STDERR_FILENO)));
}

void show_status(std::string_view line) {
  write_error(line);
  status_shown = !line.empty();
}

void report(std::string_view text) { write_error(text); }

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) != 0; }

} // namespace arnorm::tool
