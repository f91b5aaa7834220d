// Finds protected spans in a text: addresses, markup, code, words in Latin letters.
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

  // The spans of a text in order, without overlaps. Valid until the next call.
  const std::vector<ProtectedSpan> &find(std::string_view text);

private:
  std::size_t span_at(std::size_t at);
  std::size_t tag(std::size_t at);
  std::size_t code(std::size_t at);
  std::size_t latin_word(std::size_t at) const;
  bool asked(unsigned kind) const { return (kinds_ & kind) != 0; }

  // What was found of something, so that no stretch of the text is searched twice for it.
  struct Ahead {
    std::size_t from = 1;  // it is not between here
    std::size_t found = 0; // and here, where it is; npos: nowhere
  };
  std::size_t find_ahead(std::string_view what, std::size_t at, Ahead &ahead) const;

  // A run of backquotes.
  struct Quote {
    std::size_t begin;
    std::size_t end;
    std::size_t next; // of those that are as long
  };
  void find_quotes();

  unsigned kinds_;
  CodePointSet latin_;
  std::string_view text_;
  std::vector<ProtectedSpan> spans_;
  Ahead comment_end_;
  Ahead question_end_;
  Ahead bracket_;
  std::vector<Quote> quotes_; // of the text
  std::size_t next_quote_ = 0;
};

} // namespace arnorm::tool
