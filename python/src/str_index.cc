#include "str_index.h"

#include <algorithm>

#include "utf8.h"

namespace arnorm::python {
namespace {

constexpr std::size_t block_size = 64;

bool begins_character(char byte) { return (byte & 0xC0) != 0x80; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

} // namespace

StrIndex::StrIndex(std::string_view text) : text_(text), size_(shape_of(text).length) {
  if (is_ascii()) {
    return;
  }
  blocks_.reserve(text.size() / block_size + 1);
  std::size_t before = 0;
  for (std::size_t begin = 0; begin <= text.size(); begin += block_size) {
    blocks_.push_back(before);
    before += shape_of(text.substr(begin, block_size)).length;
  }
}

std::size_t StrIndex::from_byte(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  if (is_ascii()) {
    return byte;
  }
  std::size_t block = byte / block_size;
  return blocks_[block] + characters(text_.substr(block * block_size, byte % block_size));
}

std::size_t StrIndex::to_byte(std::size_t offset) const {
  if (is_ascii() || offset >= size_) {
    return std::min(offset, size_) == size_ ? text_.size() : offset;
  }
  // The block in which the character begins: the last with no more before it.
  auto after = std::upper_bound(blocks_.begin(), blocks_.end(), offset);
  auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
  std::size_t left = offset - blocks_[block];
  std::size_t byte = block * block_size;
  for (;; ++byte) {
    if (begins_character(text_[byte]) && left-- == 0) {
      return byte;
    }
  }
}

} // namespace arnorm::python
