// Preloaded into the command: its system calls are counted, and chosen ones fail, do only a part of
// what they were asked for, or find that the files have changed.
//
//     LD_PRELOAD=.../libarnorm-fault-calls.so ARNORM_FAULT=write:3:ENOSPC arnorm ...
//
// ARNORM_FAULT=KIND:WHICH:WHAT[,...]: KIND is the name of a call, without the variants for large
// files. WHICH is a number from 1, `odd`, or `all`. WHAT is an errno by name, the number of bytes
// that a read or a write takes at most, `unknown`: an entry of a directory does not tell its kind,
// as in some file systems, or `run`: $ARNORM_FAULT_RUN is run by a shell first.
// ARNORM_FAULT_LOG=FILE: appends a line with the kind of each call.
//
// Calls that the C library makes within itself are not seen.
// Both variants of each call are defined here, under their own names.
#undef _FILE_OFFSET_BITS

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr std::array<std::pair<std::string_view, int>, 14> errors{{
    {"EACCES", EACCES},
    {"EAGAIN", EAGAIN},
    {"EINTR", EINTR},
    {"EINVAL", EINVAL},
    {"EIO", EIO},
    {"EMFILE", EMFILE},
    {"EMLINK", EMLINK},
    {"ENOENT", ENOENT},
    {"ENOMEM", ENOMEM},
    {"ENOSPC", ENOSPC},
    {"ENOTSUP", ENOTSUP},
    {"EPERM", EPERM},
    {"EPIPE", EPIPE},
    {"EROFS", EROFS},
}};

int error_named(std::string_view name) {
  for (auto [known, number] : errors) {
    if (known == name) {
      return number;
    }
  }
  return 0;
}

long number_in(std::string_view text) { return std::strtol(text.data(), nullptr, 10); }

struct Fault {
  std::string_view kind;
  std::string_view which;
  std::string_view what;

  bool meets(std::string_view call, long count) const {
    return kind == call && (which == "all" || (which == "odd" && count % 2 == 1) ||
                            (count > 0 && number_in(which) == count));
  }
};

std::string_view take_up_to(std::string_view &text, char end) {
  std::string_view front = text.substr(0, text.find(end));
  text.remove_prefix(std::min(text.size(), front.size() + 1));
  return front;
}

std::vector<Fault> parse_faults() {
  const char *variable = std::getenv("ARNORM_FAULT");
  std::string_view rest = variable == nullptr ? "" : variable;
  std::vector<Fault> faults;
  while (!rest.empty()) {
    std::string_view each = take_up_to(rest, ',');
    std::string_view kind = take_up_to(each, ':');
    std::string_view which = take_up_to(each, ':');
    faults.push_back({kind, which, each});
  }
  return faults;
}

// Without the calls that are interposed.
void log(const char *kind, std::size_t size) {
  static const long file = [] {
    const char *name = std::getenv("ARNORM_FAULT_LOG");
    return name == nullptr ? -1
                           : ::syscall(SYS_openat, AT_FDCWD, name,
                                       O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  }();
  if (file >= 0) {
    std::array<char, 32> line{};
    std::copy_n(kind, size, line.data());
    line[size] = '\n';
    ::syscall(SYS_write, file, line.data(), size + 1);
  }
}

void run_command() {
  ::unsetenv("LD_PRELOAD");
  const char *command = std::getenv("ARNORM_FAULT_RUN");
  [[maybe_unused]] int status = std::system(command == nullptr ? "" : command);
}

// What becomes of one call.
struct Verdict {
  int error = 0;               // it fails; 0: it does not
  std::size_t most = SIZE_MAX; // bytes
  bool unknown = false;
};

Verdict judge(std::string_view kind, long count) {
  static const std::vector<Fault> faults = parse_faults();
  log(kind.data(), kind.size());
  Verdict verdict;
  for (const Fault &fault : faults) {
    if (!fault.meets(kind, count)) {
      continue;
    }
    if (fault.what == "run") {
      run_command();
    } else if (fault.what == "unknown") {
      verdict.unknown = true;
    } else if (int error = error_named(fault.what)) {
      verdict.error = error;
    } else {
      verdict.most = static_cast<std::size_t>(number_in(fault.what));
    }
  }
  if (verdict.error != 0) {
    errno = verdict.error;
  }
  return verdict;
}

// The function that would be called without this module.
template <class Function> Function *real(const char *name) {
  return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

} // namespace

// Counts the calls of a kind, together with those under its other names, and decides on this one.
#define JUDGE(kind) judge(#kind, ++counts_of_##kind)

// Defines a call that returns -1 with errno when it fails.
#define CALL(kind, name, result, parameters, arguments)                                            \
  result name parameters {                                                                         \
    static auto *const next = real<result parameters>(#name);                                      \
    return JUDGE(kind).error != 0 ? -1 : next arguments;                                           \
  }

#define COUNT(kind) static std::atomic<long> counts_of_##kind = 0;

COUNT(open)
COUNT(read)
COUNT(pread)
COUNT(write)
COUNT(close)
COUNT(fstat)
COUNT(stat)
COUNT(lstat)
COUNT(lseek)
COUNT(fsync)
COUNT(rename)
COUNT(link)
COUNT(unlink)
COUNT(mkostemp)
COUNT(fchmod)
COUNT(fchown)
COUNT(fcntl)
COUNT(poll)
COUNT(readlink)
COUNT(pathconf)
COUNT(getxattr)
COUNT(listxattr)
COUNT(setxattr)
COUNT(removexattr)
COUNT(mkdir)
COUNT(openat)
COUNT(fdopendir)
COUNT(readdir)
COUNT(pthread_create)

extern "C" {

CALL(fstat, fstat, int, (int descriptor, struct stat *out), (descriptor, out))
CALL(fstat, fstat64, int, (int descriptor, struct stat64 *out), (descriptor, out))
CALL(stat, stat, int, (const char *name, struct stat *out), (name, out))
CALL(stat, stat64, int, (const char *name, struct stat64 *out), (name, out))
CALL(lstat, lstat, int, (const char *name, struct stat *out), (name, out))
CALL(lstat, lstat64, int, (const char *name, struct stat64 *out), (name, out))
CALL(lseek, lseek64, off64_t, (int descriptor, off64_t to, int from), (descriptor, to, from))
CALL(fsync, fsync, int, (int descriptor), (descriptor))
CALL(rename, rename, int, (const char *from, const char *to), (from, to))
CALL(link, link, int, (const char *from, const char *to), (from, to))
CALL(unlink, unlink, int, (const char *name), (name))
CALL(mkostemp, mkostemp64, int, (char *pattern, int flags), (pattern, flags))
CALL(fchmod, fchmod, int, (int descriptor, mode_t mode), (descriptor, mode))
CALL(fchown, fchown, int, (int descriptor, uid_t user, gid_t group), (descriptor, user, group))
CALL(poll, poll, int, (pollfd * polls, nfds_t count, int ms), (polls, count, ms))
CALL(readlink, readlink, ssize_t, (const char *name, char *out, std::size_t size),
     (name, out, size))
CALL(pathconf, pathconf, long, (const char *name, int what), (name, what))
CALL(mkdir, mkdir, int, (const char *name, mode_t mode), (name, mode))
CALL(getxattr, getxattr, ssize_t, (const char *file, const char *name, void *out, std::size_t size),
     (file, name, out, size))
CALL(getxattr, lgetxattr, ssize_t,
     (const char *file, const char *name, void *out, std::size_t size), (file, name, out, size))
CALL(getxattr, fgetxattr, ssize_t, (int file, const char *name, void *out, std::size_t size),
     (file, name, out, size))
CALL(listxattr, llistxattr, ssize_t, (const char *file, char *out, std::size_t size),
     (file, out, size))
CALL(setxattr, fsetxattr, int,
     (int file, const char *name, const void *value, std::size_t size, int flags),
     (file, name, value, size, flags))
CALL(removexattr, fremovexattr, int, (int file, const char *name), (file, name))

// It is closed even so, as Linux does.
int close(int descriptor) {
  static auto *const next = real<int(int)>("close");
  const Verdict verdict = JUDGE(close);
  int result = next(descriptor);
  errno = verdict.error != 0 ? verdict.error : errno;
  return verdict.error != 0 ? -1 : result;
}

int fcntl64(int descriptor, int command, ...) {
  static auto *const next = real<int(int, int, long)>("fcntl64");
  std::va_list more;
  va_start(more, command);
  const long argument = va_arg(more, long);
  va_end(more);
  return JUDGE(fcntl).error != 0 ? -1 : next(descriptor, command, argument);
}

int open64(const char *name, int flags, ...) {
  static auto *const next = real<int(const char *, int, mode_t)>("open64");
  std::va_list more;
  va_start(more, flags);
  const mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return JUDGE(open).error != 0 ? -1 : next(name, flags, mode);
}

// Those of std::filesystem, which opens folders.
int openat(int folder, const char *name, int flags, ...) {
  static auto *const next = real<int(int, const char *, int)>("openat");
  return JUDGE(openat).error != 0 ? -1 : next(folder, name, flags);
}

DIR *fdopendir(int descriptor) {
  static auto *const next = real<DIR *(int)>("fdopendir");
  return JUDGE(fdopendir).error != 0 ? nullptr : next(descriptor);
}

dirent *readdir(DIR *folder) {
  static auto *const next = real<dirent *(DIR *)>("readdir");
  const Verdict verdict = JUDGE(readdir);
  dirent *entry = verdict.error != 0 ? nullptr : next(folder);
  if (entry != nullptr && verdict.unknown) {
    entry->d_type = DT_UNKNOWN;
  }
  return entry;
}

ssize_t read(int descriptor, void *room, std::size_t size) {
  static auto *const next = real<ssize_t(int, void *, std::size_t)>("read");
  const Verdict verdict = JUDGE(read);
  return verdict.error != 0 ? -1 : next(descriptor, room, std::min(size, verdict.most));
}

ssize_t pread64(int descriptor, void *room, std::size_t size, off64_t from) {
  static auto *const next = real<ssize_t(int, void *, std::size_t, off64_t)>("pread64");
  const Verdict verdict = JUDGE(pread);
  return verdict.error != 0 ? -1 : next(descriptor, room, std::min(size, verdict.most), from);
}

ssize_t write(int descriptor, const void *bytes, std::size_t size) {
  static auto *const next = real<ssize_t(int, const void *, std::size_t)>("write");
  const Verdict verdict = JUDGE(write);
  return verdict.error != 0 ? -1 : next(descriptor, bytes, std::min(size, verdict.most));
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) {
  using Function = int(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  static auto *const next = real<Function>("pthread_create");
  const Verdict verdict = JUDGE(pthread_create);
  return verdict.error != 0 ? verdict.error : next(thread, attributes, start, argument);
}

} // extern "C"
