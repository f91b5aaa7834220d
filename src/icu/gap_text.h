// A text with a gap where it is being edited, for transforms that must see all of it at once. If
// asked to, it remembers where its characters came from.
//
// ICU's own UnicodeString moves all text after an edit, which makes a pass over a long text
// quadratic. Here an edit costs as much as its distance from the last one. ICU's replacers also
// append text at the end for a moment (StringReplacer::replace); a second buffer takes that.
//
// Origins: ICU replaces a key in one step, or writes the result before it and then deletes it. In
// both cases the result comes from all of the key:
//
//     "xaby", key "ab" becomes "q":    x from 0, q from 1 to 2, y from 3
//
// It often writes the result at the end of the text, after a copy of the character before the key,
// copies it from there to its place and deletes what it has written at the end. That is no key.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/rep.h>

namespace arnorm {

// A stretch of the original text, in code points. Without one, `first` is greater than `last`.
struct UnitOrigin {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t first = none;
  std::size_t last = 0;
  bool is_copy = false; // the character itself, neither replaced nor moved
  void join(const UnitOrigin &other);
};

// One unit of UTF-16, where nobody asks where it came from.
struct PlainUnit {
  char16_t unit;
  static constexpr bool is_traced = false;
};

struct TracedUnit {
  char16_t unit;
  UnitOrigin origin = {};
  static constexpr bool is_traced = true;
};

template <class Unit> class BasicGapText : public icu::Replaceable {
public:
  BasicGapText() = default;
  explicit BasicGapText(std::u16string_view text) { append(text); }

  // More text at the end; its code points are numbered on.
  void append(std::u16string_view text);

  // From now on, what a replacement leaves as it was at its beginning and its end is copied, and
  // not from all of the key. For normalization forms, which replace more than they change.
  void keep_affixes() { keeps_affixes_ = true; }

  // Forgets units at the front. The numbers of the others stay.
  void forget(std::size_t count);

  char16_t unit(std::size_t at) const { return units(at).unit; }

  // Of traced units only. A template, because Clang 14 compiles every other member of a class that
  // is instantiated explicitly, even where its `requires` says not to.
  template <class Traced = Unit> const UnitOrigin &origin(std::size_t at) const {
    const Traced &unit = units(at);
    return unit.origin;
  }

  void handleReplaceBetween(int32_t start, int32_t limit, const icu::UnicodeString &with) override;
  void extractBetween(int32_t start, int32_t limit, icu::UnicodeString &target) const override;
  void copy(int32_t start, int32_t limit, int32_t dest) override;

  void append_to(std::u16string &out) const;

protected:
  int32_t getLength() const override;
  char16_t getCharAt(int32_t offset) const override;
  UChar32 getChar32At(int32_t offset) const override;

private:
  using Units = std::vector<Unit>;

  Unit &units(std::size_t at);
  const Unit &units(std::size_t at) const;
  std::size_t size() const { return before_.size() + (after_.size() - after_begin_); }
  void replace(std::size_t from, std::size_t to, const Units &with);
  template <class Traced>
  void trace(std::size_t from, std::size_t to, std::vector<Traced> &with); // see `origin`
  void move_gap(std::size_t to);
  void settle();

  Units before_; // up to the gap
  Units after_;  // after the gap, with unused units at its front
  std::size_t after_begin_ = 0;
  Units scratch_;               // after the text
  std::size_t code_points_ = 0; // of the original text, so far
  std::size_t inserted_ = 0;    // the last insertion: where it begins and ends
  std::size_t inserted_end_ = 0;
  bool keeps_affixes_ = false;
  std::size_t source_ = 0; // what was copied for it, if anything was
  std::size_t source_end_ = 0;
};

using GapText = BasicGapText<PlainUnit>;
using TracedGapText = BasicGapText<TracedUnit>;

} // namespace arnorm
