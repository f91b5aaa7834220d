// The barrier for exceptions: none may pass through SQLite, which is written in C.
#pragma once

#include <new>

#include "api.h"

namespace arnorm::sqlite {

// Runs a function that returns a result code. The library throws std::bad_alloc and nothing else;
// a string beyond its largest size means the same.
template <class Function> int guarded(Function function) noexcept {
  try {
    return function();
  } catch (...) {
    return SQLITE_NOMEM;
  }
}

} // namespace arnorm::sqlite
