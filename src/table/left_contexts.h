// What the contexts of a table can still see of the text to the left of a position.
//
// An example, with rules whose `after` is [a][c], [b][c] and [b]. As prefixes, in the order of the
// text:
//
//   1  [a]        2  [a][c]        3  [b]        4  [b][c]
//
// After the text "xac" the prefix 2 has just ended: a rule that begins here sees its `after`. After
// "xa" it is prefix 1: only a rule that begins one character later will. After "cx" it is none.
// Texts after which the same prefixes have just ended are the same to all rules from there on,
// however different they are. So they have one number.
//
// Numbers are found as texts need them, like the states of a lazy DFA. Not for several threads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "characters/sequence_less.h"
#include "table/character_classes.h"

namespace arnorm {

// The prefixes of all `after` of a table, as a tree.
class LeftPrefixes {
public:
  explicit LeftPrefixes(const FlatRules &table);

  using Prefixes = std::vector<std::uint32_t>; // sorted

  std::size_t size() const { return children_.size(); }
  std::size_t bytes() const;

  // The prefixes that end after a character, by those that ended before it.
  Prefixes next(const Prefixes &before, const CharacterClasses &classes,
                std::uint16_t of_class) const;

private:
  struct Child {
    SetPool::Id set;
    std::uint32_t prefix;
  };
  std::vector<std::vector<Child>> children_; // by prefix; 0 is the empty one
};

class LeftContexts {
public:
  LeftContexts(const LeftPrefixes &prefixes, const CharacterClasses &classes)
      : prefixes_(prefixes), classes_(classes) {}

  // The number of a text. Nothing if there are too many numbers, or if finding them would take too
  // much time or memory.
  std::optional<std::uint32_t> number(std::u32string_view text);

  // A text that has this number. As long as the one that was given for it.
  std::u32string_view text(std::uint32_t number) const { return texts_[number]; }

private:
  static constexpr std::size_t max_text = 64; // characters
  static constexpr std::size_t max_numbers = 1024;
  static constexpr std::size_t max_prefixes = 1 << 13;
  static constexpr std::size_t max_cells = 1 << 17; // in next_
  static constexpr std::uint32_t not_known = 0xFFFFFFFF;
  static constexpr std::uint32_t too_many = not_known - 1;
  std::uint32_t next(std::uint32_t number, std::uint16_t of_class);
  std::uint32_t add(LeftPrefixes::Prefixes prefixes);

  const LeftPrefixes &prefixes_;
  const CharacterClasses &classes_;
  std::map<LeftPrefixes::Prefixes, std::uint32_t, SequenceLess> known_;
  std::vector<const LeftPrefixes::Prefixes *> by_number_;
  std::vector<std::u32string> texts_;
  std::vector<std::vector<std::uint32_t>> next_; // by number and class, as far as it is known
};

} // namespace arnorm
