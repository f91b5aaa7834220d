#include "icu/gap_text.h"

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include "characters/icu_memory.h"

namespace arnorm {

GapText::GapText(std::u16string_view text) : after_(text) {}

std::u16string_view GapText::tail() const {
  return std::u16string_view(after_).substr(after_begin_);
}

int32_t GapText::getLength() const {
  return static_cast<int32_t>(before_.size() + tail().size() + scratch_.size());
}

char16_t GapText::getCharAt(int32_t offset) const {
  auto at = static_cast<std::size_t>(offset);
  if (at < before_.size()) {
    return before_[at];
  }
  at -= before_.size();
  if (at < tail().size()) {
    return tail()[at];
  }
  at -= tail().size();
  return at < scratch_.size() ? scratch_[at] : u'\uFFFF';
}

UChar32 GapText::getChar32At(int32_t offset) const {
  char16_t unit = getCharAt(offset);
  if (U16_IS_LEAD(unit) && offset + 1 < getLength() && U16_IS_TRAIL(getCharAt(offset + 1))) {
    return U16_GET_SUPPLEMENTARY(unit, getCharAt(offset + 1));
  }
  if (U16_IS_TRAIL(unit) && offset > 0 && U16_IS_LEAD(getCharAt(offset - 1))) {
    return U16_GET_SUPPLEMENTARY(getCharAt(offset - 1), unit);
  }
  return unit;
}

void GapText::move_gap(std::size_t to) {
  if (to < before_.size()) {
    std::size_t count = before_.size() - to;
    if (count > after_begin_) { // make room in front, as much again as there is text
      std::size_t room = count + tail().size();
      after_.insert(after_begin_, room, u'\0');
      after_begin_ += room;
    }
    after_begin_ -= count;
    before_.copy(after_.data() + after_begin_, count, to);
    before_.resize(to);
  } else if (to > before_.size()) {
    std::size_t count = to - before_.size();
    before_.append(tail().substr(0, count));
    after_begin_ += count;
  }
}

// Joins the loose end to the text, for the rare edit that touches both.
void GapText::settle() {
  after_.append(scratch_);
  scratch_.clear();
}

void GapText::handleReplaceBetween(int32_t start, int32_t limit, const icu::UnicodeString &with) {
  check_memory(with);
  auto from = static_cast<std::size_t>(start);
  auto to = static_cast<std::size_t>(limit);
  std::u16string_view text(with.getBuffer(), static_cast<std::size_t>(with.length()));
  std::size_t length = before_.size() + tail().size();
  if (from >= length) {
    scratch_.replace(from - length, to - from, text);
    return;
  }
  if (to > length) {
    settle();
  }
  move_gap(from);
  after_begin_ += to - from;
  before_.append(text);
}

void GapText::extractBetween(int32_t start, int32_t limit, icu::UnicodeString &target) const {
  target.remove();
  for (int32_t i = start; i < limit; ++i) {
    target.append(getCharAt(i));
  }
  check_memory(target);
}

void GapText::copy(int32_t start, int32_t limit, int32_t dest) {
  icu::UnicodeString text;
  extractBetween(start, limit, text);
  handleReplaceBetween(dest, dest, text);
}

void GapText::append_to(std::u16string &out) const {
  out.append(before_);
  out.append(tail());
  out.append(scratch_);
}

} // namespace arnorm
