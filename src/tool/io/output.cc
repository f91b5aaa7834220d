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
#include "tool/io/log.h"
#include "tool/io/wait.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t buffer_bytes = 1u << 16;

// The umask can be read only by changing it, so it is read once.
mode_t creation_mask() {
  static const mode_t mask = [] {
    mode_t now = ::umask(0);
    ::umask(now);
    return now;
  }();
  return mask;
}

// Copies the mode and the owner of the file to be replaced. A new file has the mode that the umask
// allows.
bool take_after(int descriptor, const std::string &name) {
  struct stat old {};
  if (::stat(name.c_str(), &old) != 0) {
    return ::fchmod(descriptor, 0666 & ~creation_mask()) == 0;
  }
  mode_t mode = old.st_mode & 07777;
  struct stat mine {};
  bool same =
      ::fstat(descriptor, &mine) == 0 && mine.st_uid == old.st_uid && mine.st_gid == old.st_gid;
  if (!same && ::fchown(descriptor, old.st_uid, old.st_gid) != 0) {
    log_error(fmt::format("cannot keep the owner of {}: {}", name,
                          std::generic_category().message(errno)));
    mode &= ~static_cast<mode_t>(S_ISUID | S_ISGID); // never for a different owner
  }
  return ::fchmod(descriptor, mode) == 0;
}

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

// Devices, pipes and similar files are written directly.
bool is_special(const std::string &name) {
  struct stat status {};
  return ::stat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
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
  bool is_open = destination.descriptor ? open_descriptor(*destination.descriptor)
                 : is_special(target_)  ? open_special()
                                        : open_temporary(backup);
  if (!is_open) {
    temporary_.clear();
    descriptor_ = STDOUT_FILENO;
    return fail("cannot write to");
  }
  if (replaces_file() && !take_after(descriptor_, target_)) {
    return fail("cannot set the mode of");
  }
  return true;
}

bool Output::open_descriptor(int descriptor) {
  descriptor_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  return descriptor_ >= 0;
}

bool Output::open_special() {
  descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
  return descriptor_ >= 0;
}

bool Output::open_temporary(std::string_view backup) {
  if (target_.empty()) {
    errno = ELOOP;
    return false;
  }
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
  if (errno == EPIPE) {
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

// Links the old file to its backup name before the new file replaces it, so that the old file has a
// name at all times.
bool Output::keep_backup() {
  if (backup_.empty() || !std::filesystem::exists(target_)) {
    return true;
  }
  ::unlink(backup_.c_str());
  return ::link(target_.c_str(), backup_.c_str()) == 0 ||
         ::rename(target_.c_str(), backup_.c_str()) == 0; // a file system without hard links
}

// Some network and memory file systems do not support fsync; their errors are ignored.
bool Output::sync() const {
  return ::fsync(descriptor_) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
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
  if (!temporary_.empty()) {
    if (!sync()) {
      return fail("cannot write to");
    }
    if (!is_as_expected()) {
      return false;
    }
    if (!keep_backup() || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
      return fail("cannot write to");
    }
    sync_folder_of(target_);
    temporary_.clear();
    temporary_file_.done();
  }
  return true;
}

} // namespace arnorm::tool
