// Some threads that do the same, each with something of its own.
#pragma once

#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace arnorm::tool {

// Calls `work` with each of `each`, the first one in this thread, and waits for all. The first
// exception of any is thrown again here. Where no more threads can be had, fewer are called, which
// must do as well.
template <class One, class Work> void in_threads(std::span<One> each, Work work) {
  std::mutex mutex;
  std::exception_ptr exception;
  auto guarded = [&](One &one) {
    try {
      work(one);
    } catch (...) {
      std::lock_guard lock(mutex);
      exception = exception ? exception : std::current_exception();
    }
  };
  std::vector<std::thread> threads; // libc++ has no std::jthread before version 20
  threads.reserve(each.size());
  try {
    for (One &one : each.subspan(1)) {
      threads.emplace_back([&guarded, &one] { guarded(one); });
    }
  } catch (const std::exception &) { // no more of them
  }
  guarded(each[0]);
  for (std::thread &thread : threads) {
    thread.join();
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
}

} // namespace arnorm::tool
