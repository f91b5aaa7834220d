// Parts of a text that no rule is to touch: addresses, markup, code, words in Latin letters.
//
// docs/filter.md says for users what each kind is. Findings by their form alone, in one text, in
// linear time. What a chain makes of words is not known here; see foreign_words.h.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm::tool {

struct ProtectedSpan {
  std::size_t begin = 0; // in bytes
  std::size_t end = 0;
};

class SpanFinder {
public:
  explicit SpanFinder(unsigned kinds); // of Protect

  // The spans of a text in their order, apart from each other. Valid until the next call.
  const std::vector<ProtectedSpan> &find(std::string_view text);

private:
  std::size_t span_at(std::size_t at);
  std::size_t tag(std::size_t at);
  std::size_t code(std::size_t at);
  std::size_t latin_word(std::size_t at) const;
  bool asked(unsigned kind) const { return (kinds_ & kind) != 0; }

  // Looks for something up to the end of the text, and not again once it was not there.
  std::size_t find_ahead(std::string_view what, std::size_t at, std::size_t &missing_from) const;

  unsigned kinds_;
  CodePointSet latin_;
  std::string_view text_;
  std::vector<ProtectedSpan> spans_;
  std::size_t no_comment_end_ = 0; // none from here on
  std::size_t no_question_end_ = 0;
  std::size_t no_bracket_ = 0;
  std::size_t no_quote_ = 0;
};

} // namespace arnorm::tool
