// Which rule of a table applies at a position: an automaton over classes of characters.
//
// An example, with the rules of a table by precedence (see rules/flat_rules.h):
//
//   1  ab before c -> X       2  ab -> Y       3  a after n -> Z
//
// Characters that no rule tells apart are one class. Here the classes are a, b, c, n, and all
// others. A state of the automaton is the set of rules that are still possible, and it asks for the
// class of one neighbour, by its offset from the position. `=2` is an answer, `-` says that no rule
// applies:
//
//   state   rules left   asks about   a    b    c    n    others
//   0       1 2 3        offset  0    1    -    -    -    -
//   1       1 2 3        offset +1    3    2    3    3    3
//   2       1 2          offset +2    =2   =2   =1   =2   =2
//   3       3            offset -1    -    -    -    =3   -
//
// At the a of "abd": state 0 sees the a, state 1 the b. Rule 2 is certain from here on, so rule 3
// is dropped, which comes after it; but rule 1 comes before it and is still possible, so state 2
// looks at the d. Rule 2 applies.
//
// The automaton reads to the right first, over what the rules match and what must follow, then to
// the left. Nothing is remembered from one position to the next, so a text may be entered anywhere.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "characters/code_point_map.h"
#include "rules/flat_rules.h"

namespace arnorm {

// Some sets of a table, by their numbers: a list, or one bit for each set of the table where they
// are so many that this is less.
class SetNumbers {
public:
  using Words = std::vector<std::uint64_t>;
  SetNumbers() = default;
  SetNumbers(const Words &bits, std::size_t size);

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  bool contains(SetPool::Id set) const;
  std::size_t bytes() const;

  // Whether a test is true of all of them, which are taken in their order up to one that fails.
  template <typename Test> bool all_of(const Test &test) const {
    if (bits_.empty()) {
      return std::all_of(list_.begin(), list_.end(), test);
    }
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
        auto bit = static_cast<std::size_t>(std::countr_zero(word));
        if (!test(static_cast<SetPool::Id>(i * 64 + bit))) {
          return false;
        }
      }
    }
    return true;
  }
  template <typename Use> void for_each(const Use &use) const {
    all_of([&](SetPool::Id set) {
      use(set);
      return true;
    });
  }

private:
  friend class SetSweep;
  std::size_t size_ = 0;
  std::vector<SetPool::Id> list_; // sorted
  Words bits_;
};

// Characters that no set of a table tells apart are one class.
class CharacterClasses {
public:
  explicit CharacterClasses(const FlatRules &table);

  // There are more than have a number; nothing else may be asked then.
  bool too_many() const { return members_.size() > max; }

  std::uint16_t of(char32_t c) const { return classes_[c]; }
  std::uint16_t edge() const { return classes_[CodePointSet::edge]; }
  std::size_t count() const { return members_.size(); }
  std::size_t set_count() const { return set_count_; }

  // The sets that hold a class, by their numbers.
  const SetNumbers &sets_of(std::uint16_t of_class) const { return members_[of_class]; }
  bool contains(SetPool::Id set, std::uint16_t of_class) const {
    return members_[of_class].contains(set);
  }
  std::size_t bytes() const;

private:
  static constexpr std::size_t max = 0xFFFF;

  CodePointMap classes_;
  std::vector<SetNumbers> members_;
  std::size_t set_count_;
};

class MatchAutomaton {
public:
  // Above this number of cells, classes times states, rules are tried one by one instead.
  static constexpr std::size_t max_cells = 1 << 17;

  // `classes` must live as long as this.
  MatchAutomaton(const FlatRules &table, const CharacterClasses &classes,
                 std::size_t max_cells = MatchAutomaton::max_cells);

  // The rule that applies where `at` points into classes, as its index + 1; 0 for none. Reads no
  // further than the longest `from` with its `before`, and the longest `after`.
  std::size_t rule_at(const std::uint16_t *at) const { return by_states() ? walk(at) : search(at); }

  bool by_states() const { return !cells_.empty(); }
  std::size_t bytes() const;

private:
  static constexpr std::uint16_t decided = 0x8000; // the rest is the answer

  std::size_t walk(const std::uint16_t *at) const {
    std::size_t state = 0;
    for (;;) {
      std::uint16_t cell = cells_[state * width_ + at[offsets_[state]]];
      if ((cell & decided) != 0) {
        return cell & (decided - 1);
      }
      state = cell;
    }
  }
  std::size_t search(const std::uint16_t *at) const;

  friend class DecisionBuilder;
  const CharacterClasses &classes_;
  std::size_t width_;                 // number of classes
  std::vector<std::uint16_t> cells_;  // by state and class: the next state or the answer
  std::vector<std::int16_t> offsets_; // by state: which neighbour it asks about

  // Without an automaton.
  struct Trial {
    std::vector<SetPool::Id> after, from, before;
  };
  std::vector<Trial> trials_;                          // by rule
  std::vector<std::vector<std::uint32_t>> candidates_; // by set: rules that begin with it
};

} // namespace arnorm
