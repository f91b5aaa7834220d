// Waits for descriptors that do not wait by themselves.
#pragma once

#include <poll.h>

namespace arnorm::tool {

// A pipe or a terminal that another program has set to O_NONBLOCK answers EAGAIN where it would
// wait. `events`: POLLIN or POLLOUT. The next call says what has happened, an error included.
inline void wait_until_ready(int descriptor, short events) {
  pollfd poll{descriptor, events, 0};
  ::poll(&poll, 1, -1);
}

} // namespace arnorm::tool
