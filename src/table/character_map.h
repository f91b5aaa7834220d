// Stages that look at one code point at a time, any number of them as one map.
//
// Knows nothing of what stands around a character: a row with a context or a longer `from` has no
// place here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "rules/flat_rules.h"

namespace arnorm {

class CharacterMap {
public:
  // Stands in `to` for the character itself.
  static constexpr char32_t self = 0x110001;

  struct Mapping {
    CodePointSet::Range range;
    std::u32string to;
    bool operator==(const Mapping &) const = default;
  };

  // A table as a map, if each of its rules looks at one code point.
  static std::optional<CharacterMap> of_table(const FlatRules &table);
  static CharacterMap of_removal(const CodePointSet &set);

  // This map, then the other one on its results.
  CharacterMap then(const CharacterMap &next) const;

  // What is not in any range stays as it is. Sorted, the ranges apart from each other.
  const std::vector<Mapping> &entries() const { return entries_; }

  // What becomes of a character.
  std::u32string at(char32_t c) const;

private:
  const Mapping *find(char32_t c) const;
  void append(CodePointSet::Range range, const std::u32string &to, const CharacterMap &next,
              std::vector<Mapping> &out) const;

  std::vector<Mapping> entries_;
};

} // namespace arnorm
