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

#include <cstddef>
#include <cstdint>
#include <vector>

#include "table/character_classes.h"
#include "table/sparse_rows.h"

namespace arnorm {

class MatchAutomaton {
public:
  // How large an automaton may become. Small ones have a cell for each state and class. Larger ones
  // have cells only for the classes that lead elsewhere than most (see SparseRows), unless these
  // would take more memory. Without room for either, rules are tried one by one.
  struct Room {
    std::size_t cells = 1 << 17;
    std::size_t sparse_cells = 1 << 22;
  };

  // `classes` must live as long as this.
  MatchAutomaton(const FlatRules &table, const CharacterClasses &classes, Room room);

  // The rule that applies where `at` points into classes, as its index + 1; 0 for none. Reads no
  // further than the longest `from` with its `before`, and the longest `after`.
  std::size_t rule_at(const std::uint16_t *at) const {
    return !cells_.empty() ? walk(at) : !rows_.empty() ? walk_rows(at) : search(at);
  }

  // Whether there is no automaton.
  bool tries_rules() const { return !candidates_.empty(); }
  std::size_t bytes() const;

private:
  static constexpr std::uint16_t decided = 0x8000; // the rest is the answer
  static constexpr std::uint32_t decided_row = 0x80000000;

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
  std::size_t walk_rows(const std::uint16_t *at) const {
    std::uint32_t state = 0;
    for (;;) {
      std::uint32_t next = rows_.at(state, at[offsets_[state]]);
      if ((next & decided_row) != 0) {
        return next & (decided_row - 1);
      }
      state = next;
    }
  }
  std::size_t search(const std::uint16_t *at) const;
  void keep(const std::vector<SparseRows::Row> &rows, std::size_t rules, Room room);
  void fill_cells(const std::vector<SparseRows::Row> &rows);
  void prepare_search(const FlatRules &table);

  friend class DecisionBuilder;
  const CharacterClasses &classes_;
  std::size_t width_;                 // number of classes
  std::vector<std::uint16_t> cells_;  // by state and class: the next state or the answer
  SparseRows rows_;                   // the same, where there are too many cells
  std::vector<std::int16_t> offsets_; // by state: which neighbour it asks about

  // Without an automaton.
  struct Trial {
    std::vector<SetPool::Id> after, from, before;
  };
  std::vector<Trial> trials_;                          // by rule
  std::vector<std::vector<std::uint32_t>> candidates_; // by set: rules that begin with it
};

} // namespace arnorm
