#include "line_reader.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "console.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t block_bytes = 1u << 16;

bool would_wait(int descriptor) {
  pollfd poll{descriptor, POLLIN, 0};
  return ::poll(&poll, 1, 0) == 0;
}

} // namespace

LineReader::~LineReader() {
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

bool LineReader::open(const std::string &file) {
  name_ = file == "-" ? "standard input" : file;
  descriptor_ = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  return descriptor_ >= 0 || fail();
}

bool LineReader::fail() {
  failed_ = true;
  complain(fmt::format("cannot read {}: {}", name_, std::generic_category().message(errno)));
  return false;
}

// Appends a block to the buffer. False at the end, after an error and when `idle` says so.
bool LineReader::fill() {
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
  }
  if (would_wait(descriptor_) && !idle_()) {
    return false;
  }
  std::size_t size = buffer_.size();
  buffer_.resize(size + block_bytes);
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer_.data() + size, block_bytes);
  } while (count < 0 && errno == EINTR);
  buffer_.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
  if (count < 0) {
    return fail();
  }
  return count > 0;
}

Line LineReader::take(std::size_t length, std::size_t end_length) {
  std::string_view rest = std::string_view(buffer_).substr(begin_);
  Line line{rest.substr(0, length), rest.substr(length, end_length), ++number_, offset_};
  begin_ += length + end_length;
  scanned_ = begin_;
  offset_ += length + end_length;
  return line;
}

bool LineReader::next(Line &line) {
  while (!failed_) {
    std::size_t feed = buffer_.find('\n', scanned_);
    if (feed != std::string::npos) {
      bool carriage = feed > begin_ && buffer_[feed - 1] == '\r';
      std::size_t length = feed - begin_ - (carriage ? 1 : 0);
      line = take(length, carriage ? 2 : 1);
      return true;
    }
    scanned_ = buffer_.size();
    if (at_end_ || !fill()) {
      at_end_ = true;
      if (failed_ || begin_ == buffer_.size()) {
        return false;
      }
      line = take(buffer_.size() - begin_, 0);
      return true;
    }
  }
  return false;
}

} // namespace arnorm::tool
