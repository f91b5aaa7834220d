// Finds protected spans in a text: addresses, markup, code, words in Latin letters.
//
// Spans are recognized by their form alone, in linear time. foreign_words.h recognizes words by
// what a chain converts them to. docs/filter.md defines each kind for users.
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

  // The result of a search, which is kept so that no part of the text is searched twice.
  struct Ahead {
    std::size_t from = 1;  // where the search began
    std::size_t found = 0; // the first occurrence from there; npos if there is none
  };
  std::size_t find_ahead(std::string_view what, std::size_t at, Ahead &ahead) const;

  // A run of backquotes.
  struct Quote {
    std::size_t begin;
    std::size_t end;
    std::size_t next; // index of the next run of the same length
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
