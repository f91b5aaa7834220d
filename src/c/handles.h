// What is inside of the handles of c.h, and what all its functions have in common.
#pragma once

#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "arnorm/c.h"

struct arnorm_rules {
  arnorm::Options options;
};

struct arnorm_diagnostics {
  std::vector<arnorm::Diagnostic> list;
  std::vector<std::string> codes; // "AR0203", one for each of them
};

struct arnorm_chain {
  std::shared_ptr<const arnorm::Chain> chain;
};

struct arnorm_stream {
  arnorm::Stream stream;
  std::string out; // what one call writes, before it goes to the caller's buffer
};

struct arnorm_alignment {
  arnorm::Alignment alignment;
  std::vector<std::size_t> ends; // of each of its runs: how many edits there are up to its end
};

namespace arnorm::c {

// Runs a function that may run out of memory.
template <class Function> arnorm_status guarded(Function function) noexcept {
  try {
    return function();
  } catch (...) {
    return ARNORM_NO_MEMORY;
  }
}

// The same for what returns a handle.
template <class Function> auto handle(Function function) noexcept -> decltype(function()) {
  try {
    return function();
  } catch (...) {
    return nullptr;
  }
}

inline bool is_text(const char *data, std::size_t size) { return data != nullptr || size == 0; }

inline std::string_view text_of(const char *data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(data, size);
}

// None for what is no arnorm_invalid.
std::optional<Invalid> policy_of(arnorm_invalid invalid);

void set(arnorm_tally *out, const Tally &tally); // `out` may be null

// ARNORM_NO_MEMORY leaves the buffer as it was.
arnorm_status append(arnorm_buffer &buffer, std::string_view text);

} // namespace arnorm::c
