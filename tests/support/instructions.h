// Counts the instructions of a piece of work under callgrind, which dumps each count with its name;
// tests/whole/callgrind.py runs such a program and reads the dumps. Without callgrind, prints the
// nanoseconds of processor time for each byte or row instead, for tables that people read: no test
// depends on them.
#pragma once

#include <cstddef>
#include <cstdio>
#include <ctime>
#include <string>

#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#endif
#endif

namespace arnorm::test {

#ifdef CALLGRIND_DUMP_STATS_AT
inline bool can_count() { return RUNNING_ON_VALGRIND != 0; }
inline void start_counting() { CALLGRIND_START_INSTRUMENTATION; }
inline void begin_count() { CALLGRIND_ZERO_STATS; }
inline void end_count(const std::string &dump) { CALLGRIND_DUMP_STATS_AT(dump.c_str()); }
#else
inline bool can_count() { return false; }
inline void start_counting() {}
inline void begin_count() {}
inline void end_count(const std::string &) {}
#endif

inline double processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

// `what` is two fields with a tab between them. `size` is what the count is divided by: bytes or
// rows. Only after start_counting.
template <class Work>
void count_instructions(const std::string &what, std::size_t size, const Work &work) {
  std::string dump = what + '\t' + std::to_string(size);
  if (can_count()) {
    begin_count();
    work();
    end_count(dump);
    return;
  }
  double begin = processor_nanoseconds();
  work();
  double spent = processor_nanoseconds() - begin;
  std::printf("%s\t%.1f\n", dump.c_str(), spent / static_cast<double>(size));
  std::fflush(stdout);
}

} // namespace arnorm::test
