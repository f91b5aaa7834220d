// A text with a gap where it is being edited, for transforms that must see all of it at once.
//
// ICU's own UnicodeString moves all text after an edit, which makes a pass over a long text
// quadratic. Here an edit costs as much as its distance from the last one. ICU's replacers also
// append text at the end for a moment (StringReplacer::replace); a second buffer takes that.
#pragma once

#include <string>
#include <string_view>

#include <unicode/rep.h>

namespace arnorm {

class GapText : public icu::Replaceable {
public:
  explicit GapText(std::u16string_view text);

  void handleReplaceBetween(int32_t start, int32_t limit, const icu::UnicodeString &with) override;
  void extractBetween(int32_t start, int32_t limit, icu::UnicodeString &target) const override;
  void copy(int32_t start, int32_t limit, int32_t dest) override;

  void append_to(std::u16string &out) const;

protected:
  int32_t getLength() const override;
  char16_t getCharAt(int32_t offset) const override;
  UChar32 getChar32At(int32_t offset) const override;

private:
  std::u16string_view tail() const;
  void move_gap(std::size_t to);
  void settle();

  std::u16string before_; // up to the gap
  std::u16string after_;  // after the gap, with unused units at its front
  std::size_t after_begin_ = 0;
  std::u16string scratch_; // after the text
};

} // namespace arnorm
