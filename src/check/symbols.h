// A finite alphabet that stands for all of Unicode in proofs about tables.
//
// An example. The only row of a table is
//
//   { from = '[a-z]', after = "b", to = "x" }
//
// The table cannot tell "c" from "d": both are in [a-z], neither is "b" or "x". The code points
// that are in the same sets form a class, here { b }, { x }, the other letters of [a-z], and all
// others. Characters that a row names alone or writes are classes of their own, so what a table
// does to a text depends only on the classes of its characters.
//
// Two members of each class suffice to find every difference between two results. A result consists
// of written characters and of copies of characters of the text. If two results differ because they
// copy different places, they still differ for a text with two different members at these places.
//
// The code points of malformed bytes are left out. Does not know what is to be proved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "rules/flat_rules.h"

namespace arnorm {

// A member of the alphabet, as an index.
using Symbol = char16_t;

class Symbols {
public:
  // The symbols of tables, with those of `domain` as input. The characters of `alone` are classes
  // of their own, too. None if there are too many.
  static std::optional<Symbols> of(const std::vector<const FlatRules *> &tables,
                                   const CodePointSet &domain, const std::u32string &alone = {});

  std::size_t size() const { return characters_.size(); }
  char32_t operator[](Symbol symbol) const { return characters_[symbol]; }
  Symbol edge() const { return static_cast<Symbol>(size()); } // beyond the edges of a text
  Symbol of(char32_t c) const; // of a character that a row names alone or writes
  const std::vector<Symbol> &inputs() const { return inputs_; }
  std::u32string text(const std::u16string &symbols) const;

private:
  std::vector<char32_t> characters_; // sorted
  std::vector<Symbol> inputs_;
};

} // namespace arnorm
