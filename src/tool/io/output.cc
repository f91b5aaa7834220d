#include "tool/io/output.h"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "characters/utf.h"
#include "tool/io/destination.h"
#include "tool/io/file_attributes.h"
#include "tool/io/log.h"
#include "tool/io/wait.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t buffer_bytes = 1u << 16;

// A rename is durable once its directory has been synced. Errors are ignored, because some file
// systems do not support this.
void sync_folder_of(const std::string &file) {
  std::string folder = std::filesystem::path(file).parent_path().string();
  int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

enum class Kind { none, regular, special, unknown };

// Devices, pipes and similar files are special: they are written directly. What cannot be examined,
// with errno, may not be replaced: it could be one of them.
Kind kind_of(const std::string &name) {
  struct stat status {};
  if (::stat(name.c_str(), &status) != 0) {
    return errno == ENOENT ? Kind::none : Kind::unknown;
  }
  return S_ISREG(status.st_mode) ? Kind::regular : Kind::special;
}

// A name for a temporary file in the same directory: the file's own, shortened to NAME_MAX.
std::string temporary_name(const std::string &file) {
  constexpr std::string_view suffix = ".XXXXXX";
  const std::filesystem::path path(file);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  const long known = ::pathconf(folder.c_str(), _PC_NAME_MAX);
  const std::size_t max = known > 0 ? static_cast<std::size_t>(known) : NAME_MAX;
  std::string name = path.filename().string();
  if (name.size() + suffix.size() > max) {
    name.resize(max - suffix.size());
    name.resize(name.size() - incomplete_tail(name)); // some file systems accept only UTF-8
  }
  return (path.parent_path() / name).string() + std::string(suffix);
}

} // namespace

Output::Output() { buffer_.reserve(2 * buffer_bytes); }

Output::~Output() {
  if (descriptor_ != STDOUT_FILENO) {
    ::close(descriptor_);
  }
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
  }
}

bool Output::open(const std::string &file, std::string_view backup) {
  name_ = file;
  Destination destination = destination_of(file);
  target_ = destination.file;
  errno = destination.error;
  bool is_open =
      destination.error == 0 &&
      (destination.descriptor ? open_descriptor(*destination.descriptor) : open_file(backup));
  if (!is_open) {
    temporary_.clear();
    descriptor_ = STDOUT_FILENO;
    return fail("cannot write to");
  }
  return true;
}

bool Output::open_file(std::string_view backup) {
  switch (kind_of(target_)) {
  case Kind::unknown:
    return false;
  case Kind::special:
    return open_special();
  case Kind::none:
  case Kind::regular:
    break;
  }
  return open_temporary(backup);
}

bool Output::open_descriptor(int descriptor) {
  descriptor_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  return descriptor_ >= 0;
}

bool Output::open_special() {
  do {
    descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
  } while (descriptor_ < 0 && errno == EINTR);
  return descriptor_ >= 0;
}

bool Output::open_temporary(std::string_view backup) {
  backup_ = backup.empty() ? "" : target_ + std::string(backup);
  temporary_ = temporary_name(target_);
  descriptor_ = temporary_file_.make(temporary_);
  return descriptor_ >= 0;
}

bool Output::replaces(const FileVersion &version) const {
  auto old = replaces_file() ? FileVersion::of(target_) : std::nullopt;
  return old && old->is_same_file(version);
}

bool Output::fail(const char *what) {
  if (errno == EPIPE && !replaces_file()) {
    closed_ = true;
  } else if (!failed_) {
    std::string reason = std::generic_category().message(errno);
    log_error(fmt::format("{} {}: {}", what, name_, reason));
  }
  failed_ = true;
  buffer_.clear();
  return false;
}

bool Output::write(std::string_view text) {
  if (buffer_.empty() && text.size() >= buffer_bytes) {
    return write_through(text);
  }
  return append(text);
}

bool Output::append(std::string_view text) {
  buffer_.append(text);
  return !failed_ && (buffer_.size() < buffer_bytes || flush());
}

bool Output::flush() {
  bool good = write_through(buffer_);
  buffer_.clear();
  return good;
}

bool Output::write_through(std::string_view rest) {
  while (!rest.empty() && !failed_) {
    ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      wait_until_ready(descriptor_, POLLOUT);
    } else if (errno != EINTR) {
      return fail("cannot write to");
    }
  }
  return !failed_;
}

// Gives the old file its backup name before the new file replaces it, so that it has a name at all
// times. What had the backup name is replaced in one step, and never written through a link.
bool Output::keep_backup() {
  struct stat status {};
  if (backup_.empty() || (::lstat(target_.c_str(), &status) != 0 && errno == ENOENT)) {
    return true;
  }
  if (::link(target_.c_str(), backup_.c_str()) == 0 || (errno == EEXIST && replace_backup())) {
    return true;
  }
  // A file system without hard links, or a file that this user may not link.
  renamed_ = ::rename(target_.c_str(), backup_.c_str()) == 0;
  return renamed_;
}

// A second link to the old file, under a name that is free, and then under that of the backup.
bool Output::replace_backup() {
  std::string link = temporary_name(backup_);
  TemporaryFile held;
  int descriptor = held.make(link);
  if (descriptor < 0) {
    return false;
  }
  ::close(descriptor);
  bool is_linked = ::unlink(link.c_str()) == 0 && ::link(target_.c_str(), link.c_str()) == 0;
  bool is_kept = is_linked && ::rename(link.c_str(), backup_.c_str()) == 0;
  const int error = errno;
  ::unlink(link.c_str()); // rename(2) keeps it if the backup is a link to the same file
  errno = error;
  return is_kept;
}

// Some network and memory file systems do not support fsync; their errors are ignored.
bool Output::sync() const {
  int result = 0;
  do {
    result = ::fsync(descriptor_);
  } while (result != 0 && errno == EINTR);
  return result == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

bool Output::is_as_expected() {
  auto now = FileVersion::of(target_);
  if (!expected_ || (now && now->is_unchanged(*expected_))) {
    return true;
  }
  log_error(fmt::format("{} changed while it was being read; it is left unchanged", name_));
  failed_ = true;
  return false;
}

bool Output::finish() {
  if (!flush()) {
    return closed_;
  }
  return !replaces_file() || replace_file();
}

// Until this point only the owner has rights to the new file.
bool Output::replace_file() {
  if (!inherit_attributes(descriptor_, target_, name_)) {
    return fail("cannot set the mode of");
  }
  if (!sync()) {
    return fail("cannot write to");
  }
  if (!is_as_expected()) {
    return false;
  }
  if (!keep_backup() || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail("cannot write to");
    if (renamed_) {
      ::rename(backup_.c_str(), target_.c_str());
    }
    return false;
  }
  sync_folder_of(target_);
  temporary_.clear();
  temporary_file_.done();
  return true;
}

} // namespace arnorm::tool
