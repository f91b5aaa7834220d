// Reads and waits as if every descriptor were blocking and no signal interrupted a call.
#pragma once

#include <cerrno>
#include <cstddef>
#include <optional>

#include <poll.h>
#include <unistd.h>

namespace arnorm::tool {

// Another program may have set a shared pipe or terminal to O_NONBLOCK; reads and writes then fail
// with EAGAIN instead of blocking. `events` is POLLIN or POLLOUT. Errors are not reported here: the
// next read or write reports them.
inline void wait_until_ready(int descriptor, short events) {
  pollfd poll{descriptor, events, 0};
  ::poll(&poll, 1, -1);
}

// read(2), or pread(2) with a place to read from: up to `max` bytes into `room`. 0 at the end,
// negative after an error, which is in errno.
inline ssize_t read_some(int descriptor, char *room, std::size_t max,
                         std::optional<off_t> from = {}) {
  for (;;) {
    ssize_t got = from ? ::pread(descriptor, room, max, *from) : ::read(descriptor, room, max);
    if (got < 0 && errno == EAGAIN) {
      wait_until_ready(descriptor, POLLIN);
    } else if (got >= 0 || errno != EINTR) {
      return got;
    }
  }
}

} // namespace arnorm::tool
