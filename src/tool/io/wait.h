// Waits for non-blocking descriptors.
#pragma once

#include <poll.h>

namespace arnorm::tool {

// Another program may have set a shared pipe or terminal to O_NONBLOCK; reads and writes then fail
// with EAGAIN instead of blocking. `events` is POLLIN or POLLOUT. Errors are not reported here: the
// next read or write reports them.
inline void wait_until_ready(int descriptor, short events) {
  pollfd poll{descriptor, events, 0};
  ::poll(&poll, 1, -1);
}

} // namespace arnorm::tool
