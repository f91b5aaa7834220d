#include "parse/read_file.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace arnorm {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

// An open file.
class Descriptor {
public:
  // Does not block, not even if the file is a pipe without a writer.
  explicit Descriptor(const std::string &name) {
    do {
      number_ = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    } while (number_ < 0 && errno == EINTR);
  }
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;

  bool is_open() const { return number_ >= 0; }

  // Makes reads block until there is input.
  bool wait_for_writer() const {
    pollfd writer{number_, POLLIN, 0};
    while (::poll(&writer, 1, -1) < 0) {
      if (errno != EINTR) {
        return false;
      }
    }
    return ::fcntl(number_, F_SETFL, 0) == 0;
  }

  // Returns 0 at the end and after an error; errno distinguishes these.
  std::size_t read(std::string &block) const {
    for (;;) {
      ssize_t got = ::read(number_, block.data(), block.size());
      if (got >= 0) {
        errno = 0;
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR) {
        return 0;
      }
    }
  }

  // Whether the file may be read. Sets the reason in `result` if not.
  bool may_be_read(Readable readable, FileText &result) const {
    struct stat status {};
    if (::fstat(number_, &status) != 0) {
      result.error = reason(errno);
    } else if (S_ISDIR(status.st_mode)) {
      result.error = reason(EISDIR);
    } else if (!S_ISREG(status.st_mode)) {
      result.is_pipe = S_ISFIFO(status.st_mode);
      result.is_special = !result.is_pipe || readable == Readable::regular;
      result.error = !result.is_special ? (wait_for_writer() ? "" : reason(errno))
                     : result.is_pipe   ? "it is a pipe"
                                        : "it is not a regular file";
    }
    return result.error.empty();
  }

private:
  int number_ = -1;
};

} // namespace

FileText read_file(const std::string &name, std::size_t limit, Readable readable) {
  FileText result;
  Descriptor file(name);
  if (!file.is_open()) {
    result.error = reason(errno);
    return result;
  }
  if (!file.may_be_read(readable, result)) {
    return result;
  }
  // One byte more than the limit distinguishes a file that is too large from one that just fits.
  std::string block(std::min<std::size_t>(limit + 1, 1u << 16), '\0');
  std::size_t got = 0;
  do {
    got = file.read(block);
    result.text.append(block, 0, got);
  } while (got > 0 && result.text.size() <= limit);
  if (got == 0 && errno != 0) {
    result.error = reason(errno);
  } else if (result.text.size() > limit) {
    result.too_large = true;
    result.error = "too large";
  }
  return result;
}

std::optional<std::string> file_key(const std::string &name, std::error_code &error) {
  struct stat status {};
  const bool is_there = ::stat(name.c_str(), &status) == 0;
  const bool is_hidden = !is_there && errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG;
  error = {is_hidden ? errno : 0, std::generic_category()};
  if (!is_there || S_ISDIR(status.st_mode)) {
    return std::nullopt;
  }
  return fmt::format("{}:{}", status.st_dev, status.st_ino);
}

std::optional<std::string> file_key(const std::string &name) {
  std::error_code ignored;
  return file_key(name, ignored);
}

} // namespace arnorm
