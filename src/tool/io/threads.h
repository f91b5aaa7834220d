// Some threads that do the same, each with something of its own.
#pragma once

#include <exception>
#include <mutex>
#include <new>
#include <span>
#include <system_error>
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
  {
    std::vector<std::jthread> threads;
    try {
      threads.reserve(each.size());
      for (One &one : each.subspan(1)) {
        threads.emplace_back([&guarded, &one] { guarded(one); });
      }
    } catch (const std::system_error &) { // no more of them
    } catch (const std::bad_alloc &) {
    }
    guarded(each[0]);
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
}

} // namespace arnorm::tool
