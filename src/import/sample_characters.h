// The characters of rules, for texts on which they are tried: those that stand alone, and some of
// each set.
#pragma once

#include <string>

#include "import/flat_transform.h"

namespace arnorm {

class SampleCharacters {
public:
  void add(const FlatTransform &rules);
  void add(const CodePointSet &set, std::size_t max);
  void add(char32_t c);

  // In the order in which they were added, and no more than a few hundred.
  const std::u32string &text() const { return text_; }

private:
  std::u32string text_;
};

} // namespace arnorm
