#include "tool/io/file_watch.h"

#include <algorithm>

#include <poll.h>
#include <unistd.h>

namespace arnorm::tool {
namespace {

constexpr int pause_ms = 200;

bool has_changed(const std::string &file, const std::optional<FileVersion> &known) {
  std::optional<FileVersion> now = FileVersion::of(file);
  return now && (!known || !now->is_unchanged(*known));
}

// Waits for a moment. Returns false if the reader of standard output is gone.
bool pause() {
  pollfd poll{STDOUT_FILENO, 0, 0}; // errors are reported without being asked for
  return ::poll(&poll, 1, pause_ms) <= 0;
}

} // namespace

void FileWatch::note() {
  for (auto &[file, version] : versions_) {
    version = FileVersion::of(file);
  }
}

void FileWatch::add(const std::vector<std::string> &files) {
  for (const std::string &file : files) {
    if (!versions_.contains(file)) {
      versions_.emplace(file, FileVersion::of(file));
    }
  }
}

std::optional<std::string> FileWatch::wait() const {
  while (pause()) {
    auto changed = std::find_if(versions_.begin(), versions_.end(), [](const auto &each) {
      return has_changed(each.first, each.second);
    });
    if (changed != versions_.end()) {
      return changed->first;
    }
  }
  return std::nullopt;
}

} // namespace arnorm::tool
