// Finds foreign words in the input of a chain that reads Latin letters, such as English words in
// Arabic text in Buckwalter transliteration.
//
// A transliteration into Latin letters does not mark its words. A word is foreign if its conversion
// is not a possible spelling in Arabic script. Words that could be either are decided by their form
// and their neighbours. This is a guess; docs/filter.md describes its errors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/code_point_set.h"
#include "tool/text/spans.h"

namespace arnorm::tool {

class ForeignWords {
public:
  // The chain must outlive this object. It runs with the policy `invalid`.
  explicit ForeignWords(const Chain &backwards, Invalid invalid = Invalid::keep);

  // The foreign words outside `taken` (sorted), in order. Valid until the next call.
  const std::vector<ProtectedSpan> &find(std::string_view text,
                                         const std::vector<ProtectedSpan> &taken);

private:
  enum Kind {
    no_word, // digits, punctuation
    arabic,
    whole,   // looks English, but also like Arabic with all of its vowels or none
    partial, // looks English, but also like Arabic with some of its vowels
    foreign,
  };
  struct Word {
    ProtectedSpan span;
    Kind kind;
  };

  void add_words(std::string_view text, std::size_t begin, std::size_t end);
  Kind kind_of(std::string_view word);
  void decide();

  const Chain &chain_;
  Invalid invalid_;
  CodePointSet latin_;
  std::string back_; // the current word, converted
  std::vector<Word> words_;
  std::vector<ProtectedSpan> found_;
};

// How plausible a word in Arabic script is as a spelling.
struct Spelling {
  bool possible = true; // marks and word-final letters occur only where they can
  bool has_letters = false;
  bool gaps = false; // some vowels are written and others are not
};
Spelling spelling_of(std::u32string_view word);

} // namespace arnorm::tool
