// Replaces the global operator new: one allocation of a program can be made to fail, and those that
// have not been deleted are counted. For programs that are linked with failing_new.cc.
#pragma once

#include <atomic>

namespace arnorm::test {

// Allocations until one fails, once, in whichever thread. 0 or less: none fails, or one has failed.
inline std::atomic<long> until_failure = 0;

// Allocations of operator new that have not been deleted.
inline std::atomic<long> live_allocations = 0;

inline bool fails() { return until_failure > 0 && until_failure.fetch_sub(1) == 1; }

// Makes no more allocations fail. Returns whether one has failed.
inline bool stop_failing() { return until_failure.exchange(0) <= 0; }

// No allocation fails while this exists, so that a test can check something in between.
class Pause {
public:
  Pause() : remaining_(until_failure.exchange(0)) {}
  ~Pause() { until_failure = remaining_; }
  Pause(const Pause &) = delete;
  Pause &operator=(const Pause &) = delete;

private:
  long remaining_;
};

} // namespace arnorm::test
