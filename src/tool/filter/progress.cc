#include "tool/filter/progress.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool/io/log.h"

namespace arnorm::tool {
namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr std::size_t bar_columns = 20;

// "1.2 GB", by powers of 1000.
std::string bytes_name(double bytes) {
  constexpr const char *units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < std::size(units); ++unit) {
    bytes /= 1000;
  }
  int digits = unit == 0 || bytes >= 99.95 ? 0 : 1;
  return fmt::format("{:.{}f} {}", bytes, digits, units[unit]);
}

// "0:04", "1:02:03".
std::string time_name(double seconds) {
  long long whole = std::llround(seconds);
  long long hours = whole / 3600;
  long long minutes = whole / 60 % 60;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60)
                   : fmt::format("{}:{:02}", minutes, whole % 60);
}

std::size_t terminal_columns() {
  winsize size{};
  bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

} // namespace

Progress::Progress(bool wanted, std::optional<std::size_t> total)
    : on_(wanted && ::isatty(STDERR_FILENO) != 0), total_(total) {}

Progress::~Progress() {
  if (on_) {
    show_status({});
  }
}

void Progress::add(std::size_t bytes) {
  if (!on_) {
    return;
  }
  std::lock_guard lock(mutex_);
  done_ += bytes;
  Clock::time_point now = Clock::now();
  if (now < next_) {
    return;
  }
  next_ = now + interval;
  double seconds = std::chrono::duration<double>(now - start_).count();
  show_status(progress_line(done_, total_, seconds, terminal_columns() - 1));
}

std::string progress_line(std::size_t done, std::optional<std::size_t> total, double seconds,
                          std::size_t columns) {
  auto bytes = static_cast<double>(done);
  std::string rate = seconds > 0 ? bytes_name(bytes / seconds) + "/s" : "";
  std::string line;
  if (total && *total > 0) {
    double part = std::min(1.0, bytes / static_cast<double>(*total));
    auto full = static_cast<std::size_t>(part * bar_columns);
    std::string left = part > 0 ? time_name(seconds / part - seconds) + " left" : "";
    line = fmt::format("[{:<20}] {:3.0f}%  {} of {}  {}  {}", std::string(full, '#'), part * 100,
                       bytes_name(bytes), bytes_name(static_cast<double>(*total)), rate, left);
  } else {
    line = fmt::format("{}  {}", bytes_name(bytes), rate);
  }
  line.resize(std::min(line.size(), columns));
  return line;
}

} // namespace arnorm::tool
