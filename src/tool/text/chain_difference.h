// Finds the words of a text that two chains convert differently.
//
// An example. One chain turns the text `في مدينة` into "fī madīna", the other into "fī madīnah".
// The results differ, so both chains are asked for their edits, and the text is cut into words:
// `في`, a space, `مدينة`. The edits tell what became of each; the last word differs. Words that one
// edit joins, as where a rule deletes the space between them, are compared together.
//
// Each text is converted as a whole, so the rules see the neighbours of a word.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"

namespace arnorm::tool {

// A part of the text, and what the two chains make of it.
struct Difference {
  std::string_view in;
  std::string_view a;
  std::string_view b;
  std::size_t at; // of the part in the text
};

class ChainDifference {
public:
  // `whole`: texts are compared and not cut into words. The chains must outlive this object.
  ChainDifference(const Chain &a, const Chain &b, bool whole) : a_(a), b_(b), whole_(whole) {}

  // Calls `use` with each difference, in order. Tells whether there was any.
  bool compare(std::string_view text, const std::function<void(const Difference &)> &use);

private:
  bool compare_words(std::string_view text, const std::function<void(const Difference &)> &use);
  Range joined(std::string_view text, Range word) const;

  const Chain &a_;
  const Chain &b_;
  bool whole_;
  std::string out_a_;
  std::string out_b_;
  Alignment map_a_;
  Alignment map_b_;
};

} // namespace arnorm::tool
