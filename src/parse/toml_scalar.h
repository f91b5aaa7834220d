// TOML values without quotes or brackets: numbers, dates, times, true and false.
//
// Knows nothing of files. What a rule file has no use for, floats, dates and times, is recognized
// but not kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace arnorm {

struct Scalar {
  enum class Kind : std::uint8_t { integer, boolean, other, too_large, none };
  Kind kind = Kind::none;
  std::int64_t integer = 0;
  bool boolean = false;
};

// Bytes of the word at the front of a text: up to white space, a comma, a bracket, a quote ... A
// date and a time with a space between them are one word.
std::size_t word_length(std::string_view text);

// What such a word says; `none` when it is no value, `too_large` when it is a number that does not
// fit.
Scalar read_scalar(std::string_view word);

} // namespace arnorm
