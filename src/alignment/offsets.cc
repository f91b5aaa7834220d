#include "arnorm/offsets.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t block_bytes = 512;
constexpr char32_t first_supplementary = 0x10000;

} // namespace

OffsetIndex::OffsetIndex(std::string_view text, bool counts_surrogates)
    : text_(text), counts_surrogates_(counts_surrogates) {
  Place at;
  while (at.byte < text_.size()) {
    if (at.byte >= blocks_.size() * block_bytes) {
      blocks_.push_back(at.unit << 2 | (at.byte - blocks_.size() * block_bytes));
    }
    at = next(at);
  }
  size_ = at.unit;
}

OffsetIndex::Place OffsetIndex::block(std::size_t index) const {
  auto skipped = static_cast<std::size_t>(blocks_[index] & 3);
  return {index * block_bytes + skipped, static_cast<std::size_t>(blocks_[index] >> 2)};
}

OffsetIndex::Place OffsetIndex::next(Place at) const {
  Character c = first_character(text_.substr(at.byte));
  bool is_pair = counts_surrogates_ && c.c != ill_formed && c.c >= first_supplementary;
  return {at.byte + c.length, at.unit + (is_pair ? 2 : 1)};
}

// From `at` on, where it holds, the last character for which it still does; the end counts too.
template <class Test> OffsetIndex::Place OffsetIndex::last_that(Place at, Test holds) const {
  while (at.byte < text_.size()) {
    Place after = next(at);
    if (!holds(after)) {
      break;
    }
    at = after;
  }
  return at;
}

OffsetIndex::Place OffsetIndex::place_of_byte(std::size_t offset) const {
  if (offset >= text_.size()) {
    return {text_.size(), size_};
  }
  std::size_t index = std::min(offset / block_bytes, blocks_.size() - 1);
  if (block(index).byte > offset) { // its first character begins later
    --index;
  }
  return last_that(block(index), [&](const Place &place) { return place.byte <= offset; });
}

OffsetIndex::Place OffsetIndex::place_of_unit(std::size_t offset) const {
  if (offset >= size_) {
    return {text_.size(), size_};
  }
  auto after = std::partition_point(blocks_.begin(), blocks_.end(),
                                    [&](std::uint64_t block) { return (block >> 2) <= offset; });
  Place at = block(static_cast<std::size_t>(after - blocks_.begin()) - 1);
  return last_that(at, [&](const Place &place) { return place.unit <= offset; });
}

std::size_t OffsetIndex::from_bytes(std::size_t offset) const { return place_of_byte(offset).unit; }

std::size_t OffsetIndex::to_bytes(std::size_t offset) const { return place_of_unit(offset).byte; }

Range OffsetIndex::from_bytes(Range range) const {
  Place begin = place_of_byte(range.begin);
  if (range.end <= range.begin) {
    return {begin.unit, begin.unit};
  }
  Place end = place_of_byte(range.end);
  return {begin.unit, end.byte < std::min(range.end, text_.size()) ? next(end).unit : end.unit};
}

Range OffsetIndex::to_bytes(Range range) const {
  Place begin = place_of_unit(range.begin);
  if (range.end <= range.begin) {
    return {begin.byte, begin.byte};
  }
  Place end = place_of_unit(range.end);
  return {begin.byte, end.unit < std::min(range.end, size_) ? next(end).byte : end.byte};
}

} // namespace arnorm
