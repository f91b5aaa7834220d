#include "icu/gap_text.h"

#include <algorithm>

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include "characters/icu_memory.h"

namespace arnorm {
namespace {

bool is_lead(char16_t c) { return U16_IS_LEAD(c); }
bool is_trail(char16_t c) { return U16_IS_TRAIL(c); }

// How many units two texts have in common, counted from one end. Surrogate pairs are not parted,
// although those of two characters may begin or end alike: the first unit of a pair, as it is met
// from this end, is not counted without the second one.
template <class A, class B>
std::size_t common_units(const A &a, std::size_t a_size, const B &b, std::size_t b_size,
                         bool (*is_first)(char16_t), bool (*is_second)(char16_t)) {
  std::size_t n = 0;
  while (n < a_size && n < b_size && a(n) == b(n)) {
    ++n;
  }
  bool parts_pair = n > 0 && is_first(a(n - 1)) &&
                    ((n < a_size && is_second(a(n))) || (n < b_size && is_second(b(n))));
  return parts_pair ? n - 1 : n;
}

} // namespace

void UnitOrigin::join(const UnitOrigin &other) {
  first = std::min(first, other.first);
  last = std::max(last, other.last);
  is_copy = false;
}

template <class Unit> void BasicGapText<Unit>::append(std::u16string_view text) {
  settle();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if constexpr (Unit::is_traced) {
      bool trail = U16_IS_TRAIL(text[i]) && i > 0 && U16_IS_LEAD(text[i - 1]);
      code_points_ += trail ? 0 : 1;
      after_.push_back({text[i], {code_points_ - 1, code_points_ - 1, true}});
    } else {
      after_.push_back({text[i]});
    }
  }
}

template <class Unit> void BasicGapText<Unit>::forget(std::size_t count) {
  move_gap(count);
  before_.clear();
  inserted_ = inserted_end_ = 0;
  if (after_begin_ > after_.size() / 2) { // not each time, which would be quadratic
    after_.erase(after_.begin(), after_.begin() + static_cast<std::ptrdiff_t>(after_begin_));
    after_begin_ = 0;
  }
}

template <class Unit> Unit &BasicGapText<Unit>::units(std::size_t at) {
  if (at < before_.size()) {
    return before_[at];
  }
  return at < size() ? after_[after_begin_ + at - before_.size()] : scratch_[at - size()];
}

template <class Unit> const Unit &BasicGapText<Unit>::units(std::size_t at) const {
  return const_cast<BasicGapText *>(this)->units(at);
}

template <class Unit> int32_t BasicGapText<Unit>::getLength() const {
  return static_cast<int32_t>(size() + scratch_.size());
}

template <class Unit> char16_t BasicGapText<Unit>::getCharAt(int32_t offset) const {
  bool inside = offset >= 0 && offset < getLength();
  return inside ? unit(static_cast<std::size_t>(offset)) : u'\uFFFF';
}

template <class Unit> UChar32 BasicGapText<Unit>::getChar32At(int32_t offset) const {
  char16_t unit = getCharAt(offset);
  if (U16_IS_LEAD(unit) && offset + 1 < getLength() && U16_IS_TRAIL(getCharAt(offset + 1))) {
    return U16_GET_SUPPLEMENTARY(unit, getCharAt(offset + 1));
  }
  if (U16_IS_TRAIL(unit) && offset > 0 && U16_IS_LEAD(getCharAt(offset - 1))) {
    return U16_GET_SUPPLEMENTARY(getCharAt(offset - 1), unit);
  }
  return unit;
}

template <class Unit> void BasicGapText<Unit>::move_gap(std::size_t to) {
  if (to < before_.size()) {
    std::size_t count = before_.size() - to;
    if (count > after_begin_) { // make room in front, as much again as there is text
      std::size_t room = count + (after_.size() - after_begin_);
      after_.insert(after_.begin() + static_cast<std::ptrdiff_t>(after_begin_), room, Unit{});
      after_begin_ += room;
    }
    after_begin_ -= count;
    std::copy(before_.begin() + static_cast<std::ptrdiff_t>(to), before_.end(),
              after_.begin() + static_cast<std::ptrdiff_t>(after_begin_));
    before_.resize(to);
  } else if (to > before_.size()) {
    auto begin = after_.begin() + static_cast<std::ptrdiff_t>(after_begin_);
    std::size_t count = to - before_.size();
    before_.insert(before_.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
    after_begin_ += count;
  }
}

// Joins the loose end to the text, for the rare edit that touches both.
template <class Unit> void BasicGapText<Unit>::settle() {
  after_.insert(after_.end(), scratch_.begin(), scratch_.end());
  scratch_.clear();
}

template <class Unit>
void BasicGapText<Unit>::replace(std::size_t from, std::size_t to, const Units &with) {
  std::size_t length = size();
  if (from >= length) {
    auto begin = scratch_.begin() + static_cast<std::ptrdiff_t>(from - length);
    auto at = scratch_.erase(begin, begin + static_cast<std::ptrdiff_t>(to - from));
    scratch_.insert(at, with.begin(), with.end());
    return;
  }
  if (to > length) {
    settle();
  }
  move_gap(from);
  after_begin_ += to - from;
  before_.insert(before_.end(), with.begin(), with.end());
}

template <class Unit>
void BasicGapText<Unit>::handleReplaceBetween(int32_t start, int32_t limit,
                                              const icu::UnicodeString &with) {
  check_memory(with);
  auto from = static_cast<std::size_t>(start);
  auto to = static_cast<std::size_t>(limit);
  std::size_t begin = 0;
  auto end = static_cast<std::size_t>(with.length());
  auto new_unit = [&](std::size_t at) { return with.charAt(static_cast<int32_t>(at)); };
  if (keeps_affixes_) {
    std::size_t prefix = common_units([&](std::size_t i) { return unit(from + i); }, to - from,
                                      [&](std::size_t i) { return new_unit(begin + i); },
                                      end - begin, is_lead, is_trail);
    from += prefix;
    begin += prefix;
    std::size_t suffix = common_units([&](std::size_t i) { return unit(to - 1 - i); }, to - from,
                                      [&](std::size_t i) { return new_unit(end - 1 - i); },
                                      end - begin, is_trail, is_lead);
    to -= suffix;
    end -= suffix;
  }
  Units result;
  for (std::size_t i = begin; i < end; ++i) {
    result.push_back({new_unit(i)});
  }
  if constexpr (Unit::is_traced) {
    trace(from, to, result);
  } else {
    replace(from, to, result);
  }
}

// Replaces, and says where the result came from.
template <class Unit>
template <class Traced>
void BasicGapText<Unit>::trace(std::size_t from, std::size_t to, std::vector<Traced> &with) {
  UnitOrigin key;
  for (std::size_t i = from; i < to; ++i) {
    key.join(origin(i));
  }
  for (Traced &unit : with) {
    unit.origin = key;
  }
  replace(from, to, with);
  if (from == to) {
    inserted_ = from;
    inserted_end_ = from + with.size();
    source_ = source_end_ = 0;
    return;
  }
  bool moves = source_ < source_end_ && from <= source_ && source_end_ <= to;
  if (with.empty() && !moves && inserted_ < inserted_end_ && inserted_end_ == from) {
    for (std::size_t i = inserted_; i < inserted_end_; ++i) { // the key, after its result
      units(i).origin.join(key);
    }
    inserted_ = inserted_end_ = 0;
  }
}

template <class Unit>
void BasicGapText<Unit>::extractBetween(int32_t start, int32_t limit,
                                        icu::UnicodeString &target) const {
  target.remove();
  for (int32_t i = start; i < limit; ++i) {
    target.append(getCharAt(i));
  }
  check_memory(target);
}

template <class Unit> void BasicGapText<Unit>::copy(int32_t start, int32_t limit, int32_t dest) {
  Units copied;
  for (int32_t i = start; i < limit; ++i) {
    copied.push_back(units(static_cast<std::size_t>(i)));
    if constexpr (Unit::is_traced) {
      copied.back().origin.is_copy = false;
    }
  }
  auto at = static_cast<std::size_t>(dest);
  replace(at, at, copied);
  inserted_ = at;
  inserted_end_ = at + copied.size();
  source_ = static_cast<std::size_t>(start) + (start >= dest ? copied.size() : 0);
  source_end_ = source_ + copied.size();
}

template <class Unit> void BasicGapText<Unit>::append_to(std::u16string &out) const {
  for (std::size_t i = 0; i < static_cast<std::size_t>(getLength()); ++i) {
    out += unit(i);
  }
}

template class BasicGapText<PlainUnit>;
template class BasicGapText<TracedUnit>;

} // namespace arnorm
