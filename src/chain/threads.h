// Runs the same function in several threads, each with its own data.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace arnorm {

// Calls `work` with each element of `each`, the first one in this thread, and waits for all.
// Rethrows the first exception. If no more threads can be created, `work` is called for fewer
// elements, so one call must be able to do all of the work.
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
  try {
    threads.reserve(each.size());
    for (One &one : each.subspan(1)) {
      threads.emplace_back([&guarded, &one] { guarded(one); });
    }
  } catch (const std::exception &) { // no more threads available, or no memory for them
  }
  guarded(each[0]);
  for (std::thread &thread : threads) {
    thread.join();
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
}

// Calls `work` with each index below `count`, in up to so many threads. Whoever is free takes the
// next one, so that it does not matter how many threads the system grants. Rethrows the first
// exception; a thread that had one takes no more.
template <class Work> void for_each_index(std::size_t count, std::size_t threads, Work work) {
  std::atomic<std::size_t> next = 0;
  std::vector<char> takers(std::max<std::size_t>(std::min(count, threads), 1));
  in_threads(std::span(takers), [&](char &) {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  });
}

} // namespace arnorm
