#include "tool/io/temporary_files.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace arnorm::tool {
namespace {

// Signals that do not end a process by default, or cannot be handled (signal(7)).
constexpr std::array harmless{SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGTSTP,
                              SIGTTIN, SIGTTOU, SIGURG,  SIGWINCH};

// Calls `each` with every other signal.
template <class Each> void for_ending_signals(Each each) {
  for (int signal = 1; signal <= SIGRTMAX; ++signal) {
    if (std::find(harmless.begin(), harmless.end(), signal) == harmless.end()) {
      each(signal);
    }
  }
}

// The name of a temporary file, in static memory and without locks, because a signal handler reads
// it.
struct Slot {
  std::atomic<bool> taken = false;
  std::atomic<bool> filled = false;
  std::array<char, PATH_MAX> name{};
};
std::array<Slot, 1100> slots;

void remove_all(int signal) {
  for (Slot &slot : slots) {
    if (slot.filled) {
      ::unlink(slot.name.data());
    }
  }
  ::raise(signal); // its handler is the default one again
}

void handle_signals() {
  for_ending_signals([](int signal) {
    struct sigaction now {};
    // A signal that is ignored, as under nohup, or that a sanitizer handles is left alone.
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) {
      struct sigaction action {};
      action.sa_handler = remove_all;
      action.sa_flags = static_cast<int>(SA_RESETHAND);
      ::sigfillset(&action.sa_mask);
      ::sigaction(signal, &action, nullptr);
    }
  });
}

// Blocks signals between the creation of a file and the recording of its name.
class Held {
public:
  Held() {
    sigset_t set;
    ::sigemptyset(&set);
    for_ending_signals([&](int signal) { ::sigaddset(&set, signal); });
    ::pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~Held() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Held(const Held &) = delete;
  Held &operator=(const Held &) = delete;

private:
  sigset_t before_;
};

} // namespace

int TemporaryFile::make(std::string &pattern) {
  Held held;
  int descriptor = -1;
  const std::string original = pattern; // without success, what becomes of it is unspecified
  do {
    pattern = original;
    descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor >= 0) {
    hold(pattern);
  }
  return descriptor;
}

int TemporaryFile::make_new(const std::string &name) {
  Held held;
  int descriptor = -1;
  do {
    descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor >= 0) {
    hold(name);
  }
  return descriptor;
}

void TemporaryFile::hold(const std::string &name) {
  static const bool handled = (handle_signals(), true);
  static_cast<void>(handled);
  auto slot = std::find_if(slots.begin(), slots.end(), [&](Slot &each) {
    return name.size() < each.name.size() && !each.taken.exchange(true);
  });
  if (slot != slots.end()) {
    *std::copy(name.begin(), name.end(), slot->name.begin()) = '\0';
    slot->filled = true;
    slot_ = static_cast<std::size_t>(slot - slots.begin());
  }
}

void TemporaryFile::done() {
  if (slot_ != none) {
    slots[slot_].filled = false;
    slots[slot_].taken = false;
    slot_ = none;
  }
}

} // namespace arnorm::tool
