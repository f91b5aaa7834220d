// Declarations that all harnesses share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// Called by libFuzzer, or by run_corpus.cc.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace arnorm::fuzz {

inline std::string_view text_of(const std::uint8_t *data, std::size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

// Aborts unless a law holds. A fuzzer reports the crash and keeps the input.
inline void require(bool holds, const char *law) {
  if (!holds) {
    std::fprintf(stderr, "this does not hold: %s\n", law);
    std::abort();
  }
}

} // namespace arnorm::fuzz
