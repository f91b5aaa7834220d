// Runs something once, in whichever thread comes first; the others wait for it.
//
// Unlike std::call_once, it survives an exception when there is no memory: there, the exception
// passes through a function of the C library, which loads a library for that and aborts if it
// cannot.
#pragma once

#include <atomic>
#include <mutex>

namespace arnorm {

class Once {
public:
  // Where `work` throws, the next call runs it again.
  template <class Work> void run(const Work &work) {
    if (is_done()) {
      return;
    }
    std::lock_guard lock(mutex_);
    if (!is_done()) {
      work();
      done_.store(true, std::memory_order_release);
    }
  }

  bool is_done() const { return done_.load(std::memory_order_acquire); }

private:
  std::mutex mutex_;
  std::atomic<bool> done_{false};
};

} // namespace arnorm
