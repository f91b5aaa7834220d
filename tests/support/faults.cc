// Preloaded into the command to make calls fail that rarely fail otherwise.
//
//     LD_PRELOAD=.../libarnorm-faults.so ARNORM_FAIL_ALLOCATION=1000 arnorm ...
//
// ARNORM_FAIL_ALLOCATION=N: the N-th allocation and all later ones fail.
// ARNORM_FAIL_ONE_ALLOCATION=N: only the N-th allocation fails.
// ARNORM_FAIL_LARGE=N: only the N-th allocation of at least 100 KB fails.
// ARNORM_FAIL_READ=N: byte N of a regular file cannot be read.
#include <atomic>
#include <cerrno>
#include <cstdlib>

#include <dlfcn.h>
#include <unistd.h>

extern "C" void *__libc_malloc(std::size_t size);
extern "C" void *__libc_realloc(void *memory, std::size_t size);
extern "C" void *__libc_calloc(std::size_t count, std::size_t size);

namespace {

std::atomic<long> allocations = 0;
std::atomic<long> large_allocations = 0;

long number(const char *variable) {
  const char *text = std::getenv(variable);
  return text == nullptr ? 0 : std::atol(text);
}

bool fails(std::size_t size) {
  static const long from = number("ARNORM_FAIL_ALLOCATION");
  static const long one = number("ARNORM_FAIL_ONE_ALLOCATION");
  static const long large = number("ARNORM_FAIL_LARGE");
  bool yes = (from > 0 && ++allocations >= from) || (one > 0 && ++allocations == one) ||
             (large > 0 && size >= 100'000 && ++large_allocations == large);
  errno = yes ? ENOMEM : errno;
  return yes;
}

} // namespace

extern "C" {

void *malloc(std::size_t size) { return fails(size) ? nullptr : __libc_malloc(size); }
void *realloc(void *memory, std::size_t size) {
  return fails(size) ? nullptr : __libc_realloc(memory, size);
}
void *calloc(std::size_t count, std::size_t size) {
  return fails(count * size) ? nullptr : __libc_calloc(count, size);
}

ssize_t pread(int descriptor, void *room, std::size_t size, off_t from) {
  using Function = ssize_t (*)(int, void *, std::size_t, off_t);
  static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "pread"));
  static const long fault = number("ARNORM_FAIL_READ");
  if (fault > 0 && from <= fault && from + static_cast<off_t>(size) > fault) {
    size = static_cast<std::size_t>(fault - from);
    if (size == 0) {
      errno = EIO;
      return -1;
    }
  }
  return real(descriptor, room, size, from);
}

} // extern "C"
