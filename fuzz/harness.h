// What all harnesses share: the function that libFuzzer calls, and how an input becomes decisions.
#pragma once

#include <algorithm>
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

// Two parts of an input: what comes before a line `---`, with its line feed, and what comes after
// it. Without such a line all is in the first part.
struct Parts {
  std::string_view head;
  std::string_view text;
};

inline Parts parts_of(std::string_view input) {
  constexpr std::string_view separator = "\n---\n";
  std::size_t at = input.find(separator);
  if (at == input.npos) {
    return {input, {}};
  }
  return {input.substr(0, at + 1), input.substr(at + separator.size())};
}

// Decisions from the beginning of an input, in single bytes, so that a fuzzer changes one without
// the others. At the end of the input all of them are 0.
class Choices {
public:
  explicit Choices(std::string_view input) : rest_(input) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  std::size_t byte() {
    std::string_view taken = piece(1);
    return taken.empty() ? 0 : static_cast<unsigned char>(taken[0]);
  }
  std::size_t below(std::size_t n) {
    std::size_t number = byte();
    if (n > 256) {
      number = number * 256 + byte();
    }
    return number % n;
  }
  bool flag() { return byte() % 2 == 1; }
  std::string_view piece(std::size_t size) {
    std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

private:
  std::string_view rest_;
};

} // namespace arnorm::fuzz
