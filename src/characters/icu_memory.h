// ICU says that memory has run out by a code, or by a text or set that holds nothing ("bogus"). A
// program that goes on with those would write something wrong; here they become std::bad_alloc.
#pragma once

#include <new>

#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

namespace arnorm {

inline void check_memory(UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR) {
    throw std::bad_alloc();
  }
}

inline void check_memory(const icu::UnicodeString &text) {
  check_memory(text.isBogus() ? U_MEMORY_ALLOCATION_ERROR : U_ZERO_ERROR);
}

inline void check_memory(const icu::UnicodeSet &set) {
  check_memory(set.isBogus() ? U_MEMORY_ALLOCATION_ERROR : U_ZERO_ERROR);
}

} // namespace arnorm
