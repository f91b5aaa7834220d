// Offsets in a str as offsets in its UTF-8, and back.
//
// As arnorm's CodePointIndex, but a lone surrogate, which is three malformed bytes, counts as the
// one element of the str that it is. Knows no Python.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"

namespace arnorm::python {

// Reads the text, which must outlive it. Takes an eighth of its memory, or nothing if it is ASCII.
// Offsets beyond the end are taken for the end.
class StrIndex {
public:
  explicit StrIndex(std::string_view text);

  std::size_t size() const { return size_; }
  std::size_t from_byte(std::size_t byte) const;
  std::size_t to_byte(std::size_t offset) const;

  Range from_bytes(Range bytes) const { return {from_byte(bytes.begin), from_byte(bytes.end)}; }
  Range to_bytes(Range range) const { return {to_byte(range.begin), to_byte(range.end)}; }

private:
  bool is_ascii() const { return size_ == text_.size(); }

  std::string_view text_;
  std::size_t size_ = 0;
  std::vector<std::size_t> blocks_; // characters that begin before each block
};

} // namespace arnorm::python
