// Words that cannot be meant for a chain that runs backwards: English between Buckwalter's Arabic.
//
// A transliteration into Latin letters does not say which words it wrote. A word is taken for
// foreign when what the chain makes of it is no possible spelling in Arabic script; words that
// could be both are decided by their looks and their neighbours. That is a guess, and
// docs/filter.md says what it gets wrong.
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
  explicit ForeignWords(const Chain &backwards); // which must live as long as this

  // Foreign words outside of `taken` (sorted), in their order. Valid until the next call.
  const std::vector<ProtectedSpan> &find(std::string_view text,
                                         const std::vector<ProtectedSpan> &taken);

private:
  enum Kind {
    no_word, // digits, punctuation
    arabic,
    whole,   // like an English word, and like a vocalized Arabic one, or one without vowels
    partial, // like an English word, and like an Arabic one with some of its vowels
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
  CodePointSet latin_;
  std::string back_; // the word at hand, run backwards
  std::vector<Word> words_;
  std::vector<ProtectedSpan> found_;
};

// What a word in Arabic script is as a spelling.
struct Spelling {
  bool possible = true; // marks stand where they can, and letters that end words end them
  bool has_letters = false;
  bool gaps = false; // some vowels are written, and some are not
};
Spelling spelling_of(std::u32string_view word);

} // namespace arnorm::tool
