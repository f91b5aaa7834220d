// Runs the same function in several threads, each with its own data.
#pragma once

#include <exception>
#include <mutex>
#include <new>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

namespace arnorm::tool {

// Calls `work` with each element of `each`, the first one in this thread, and waits for all.
// Rethrows the first exception. If no more threads can be created, `work` is called for fewer
// elements, which must be sufficient.
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
    } catch (const std::system_error &) { // no more threads available
    } catch (const std::bad_alloc &) {
    }
    guarded(each[0]);
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
}

} // namespace arnorm::tool
