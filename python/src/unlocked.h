// Runs without the interpreter's lock, as long as an object of this class exists.
//
// As pybind11's gil_scoped_release, but for one case. When the interpreter ends, it ends a daemon
// thread that asks for the lock: until Python 3.14 by an unwinding that destructors must not see,
// which ends the whole process. Such a thread sleeps here until the process has ended, as in newer
// versions of Python.
#pragma once

#include <chrono>
#include <thread>

#include <cxxabi.h>
#include <pybind11/pybind11.h>

namespace arnorm::python {

class Unlocked {
public:
  Unlocked() : state_(PyEval_SaveThread()) {}
  Unlocked(const Unlocked &) = delete;
  Unlocked &operator=(const Unlocked &) = delete;
  ~Unlocked() {
    try {
      PyEval_RestoreThread(state_);
    } catch (abi::__forced_unwind &) {
      for (;;) {
        std::this_thread::sleep_for(std::chrono::hours(1));
      }
    }
  }

private:
  PyThreadState *state_;
};

} // namespace arnorm::python
