// TOML values without quotes or brackets: numbers, dates, times, true and false.
//
// Floats, dates and times are recognized, but their values are not kept, because rule files do not
// use them. Does not depend on files.
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

// The length of the word at the beginning of a text, which ends before white space, a comma, a
// bracket, a quote and the like. A date and a time with a space between them are one word.
std::size_t word_length(std::string_view text);

// The value of such a word. The kind is `none` if it is not a value, and `too_large` if it is an
// integer out of range.
Scalar read_scalar(std::string_view word);

} // namespace arnorm
