// Sets of characters as ICU must be given them, and the guard around a stage that ICU would
// otherwise let match beyond the edge of a text.
//
// ICU shows a rule U+FFFF in place of what is beyond the edge. `from = "a[^b]"` would therefore
// take an `a` at the end of a text; guarded, its set holds U+DC00 in place of U+FFFF and does not.
#pragma once

#include <vector>

#include "characters/code_point_set.h"
#include "icu/icu_link.h"

namespace arnorm {

inline constexpr char32_t icu_edge = 0xFFFF; // what ICU sees beyond the edges of a text

// Turns arnorm's sets into ICU's. In a guarded stage U+FFFF of the text is U+DC00 while the stage
// runs, and U+FFFF means the edge only.
class IcuSets {
public:
  IcuSets(IcuText text, bool guarded) : text_(text), guarded_(guarded) {}

  bool guarded() const { return guarded_; }

  CodePointSet key(CodePointSet set) const;
  CodePointSet context(const CodePointSet &set) const;

private:
  IcuText text_;
  bool guarded_;
};

// Puts the two links of the guard around a stage's own.
std::vector<IcuLink> guarded(std::vector<IcuLink> links);

} // namespace arnorm
