// Shows the progress of the filter on standard error, if that is a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

namespace arnorm::tool {

class Progress {
public:
  // `total` is the size of all files in bytes, if known. Shows nothing unless it is `wanted` and
  // standard error is a terminal.
  Progress(bool wanted, std::optional<std::size_t> total);
  ~Progress(); // clears the display

  // Adds processed bytes. The display is updated a few times per second. Thread-safe.
  void add(std::size_t bytes);

private:
  using Clock = std::chrono::steady_clock;

  bool on_;
  std::optional<std::size_t> total_;
  Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
  std::size_t done_ = 0;
  Clock::time_point next_ = start_;
};

// "[#####     ]  50%  1.2 GB of 2.4 GB  300 MB/s  0:04 left", or without a total
// "1.2 GB  300 MB/s", truncated to `columns`.
std::string progress_line(std::size_t done, std::optional<std::size_t> total, double seconds,
                          std::size_t columns);

} // namespace arnorm::tool
