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
//
// States are found as texts need them, like those of a lazy DFA: of the thousands that a large
// table has, running text visits a few. What follows a state is worked out at the first visit; in a
// table where that is much work, only once the search that replaces it has been as much.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "table/match_rules.h"

namespace arnorm {

// Not for several threads. `rules` must live as long as this.
class MatchAutomaton {
public:
  // How large it may become, in numbers of four bytes. When it is full it begins anew.
  static constexpr std::size_t usual_room = std::size_t{1} << 22;

  explicit MatchAutomaton(const MatchRules &rules, std::size_t room = usual_room)
      : rules_(rules), room_(rules.has_classes() ? room : 0) {}
  MatchAutomaton(const MatchAutomaton &) = delete;
  MatchAutomaton &operator=(const MatchAutomaton &) = delete;

  // The rule that applies where `at` points into a text, as its index + 1; 0 for none. Reads no
  // further than the longest `from` with its `before`, and the longest `after`. Beyond its edges
  // the text has CodePointSet::edge.
  std::size_t rule_at(const char32_t *at) {
    std::size_t rule = walk<false>(at, 0);
    return rule == not_worked_out ? rules_.search(at, looked_) : rule;
  }

  // The same where only `known` characters from `at` on are there yet, at least one; `uncertain` if
  // the answer may depend on more.
  static constexpr std::size_t uncertain = static_cast<std::size_t>(-1);
  std::size_t rule_within(const char32_t *at, std::size_t known) {
    std::size_t rule = walk<true>(at, known);
    return rule == not_worked_out ? uncertain : rule;
  }

private:
  using Live = std::vector<MatchRules::Id>; // the rules of a state, by precedence
  using Key = std::pair<int, Live>;         // of a state: what it asks about, and its rules
  struct Hash {
    std::size_t operator()(const Key &key) const;
  };

  // What follows a state: for most classes `usual`, for others what is in a row. A row has a cell
  // for each class; or, if that is less, the classes and their cells, by class. A single entry is
  // in the state itself.
  enum class RowKind : std::uint16_t { unknown, one, cells, entries };
  struct State {
    std::int16_t offset; // of the neighbour that it asks about
    RowKind kind = RowKind::unknown;
    std::uint32_t begin = 0; // in rows_; of a single entry, its value
    std::uint32_t count = 0; // of entries; of a single entry, its class
    // Of an unknown row: the least work that it is to find it, 0 where that is not known.
    std::uint32_t usual = 0;
  };
  struct Entry {
    std::uint16_t of_class;
    std::uint32_t value;
  };
  using Sets = std::vector<SetPool::Id>;

  static constexpr std::uint32_t decided = 0x80000000; // the rest is the answer
  static constexpr std::size_t not_worked_out = uncertain - 1;
  static constexpr std::uint32_t pair_unknown = 0xFFFFFFFF;

  template <bool bounded> std::size_t walk(const char32_t *at, std::size_t known) {
    if (states_.empty() || size_ > room_) {
      begin();
    }
    std::uint32_t number = 0;
    if (!pairs_.empty() && (!bounded || known > 1)) {
      number = after_pair(at);
      if ((number & decided) != 0 && number != pair_unknown) {
        return number & (decided - 1);
      }
    }
    for (number = number == pair_unknown ? 0 : number;;) {
      if (bounded && states_[number].offset >= static_cast<std::ptrdiff_t>(known)) {
        return uncertain;
      }
      if (states_[number].kind == RowKind::unknown && !work_out(number)) {
        return not_worked_out;
      }
      const State &state = states_[number];
      std::uint16_t of_class = rules_.classes().of(at[state.offset]);
      std::uint32_t next = after(state, of_class);
      if ((next & decided) != 0) {
        return next & (decided - 1);
      }
      number = next;
    }
  }
  // Where the first two steps lead, of which the second asks about offset 1.
  std::uint32_t after_pair(const char32_t *at) {
    std::size_t width = rules_.classes().count();
    std::uint32_t &pair = pairs_[rules_.classes().of(at[0]) * width + rules_.classes().of(at[1])];
    if (pair == pair_unknown) {
      pair = work_out_pair(at);
    }
    return pair;
  }
  std::uint32_t work_out_pair(const char32_t *at);

  std::uint32_t after(const State &state, std::uint16_t of_class) const {
    switch (state.kind) {
    case RowKind::cells:
      return rows_[state.begin + of_class];
    case RowKind::one:
      return of_class == state.count ? state.begin : state.usual;
    default:
      return in_row(state, of_class);
    }
  }
  std::uint32_t in_row(const State &state, std::uint16_t of_class) const;

  void begin();
  bool is_worth_it(const State &state) const;
  bool work_out(std::uint32_t state);
  bool find_row(std::uint32_t number, const Sets &asked, Live nothing);
  void add_row(State &state, std::vector<Entry> entries, std::uint32_t outside);
  std::vector<std::uint16_t> collect_classes(Sets sets);
  Live left_in(const Sets &sets, const Live &nothing);
  std::uint32_t next(Live live, int offset);
  std::uint32_t number(int offset, Live live);
  int next_offset(const Live &live, int offset) const;
  bool is_certain(MatchRules::Id rule, int offset) const;
  bool asks(MatchRules::Id rule, int offset, SetPool::Id &set) const;

  const MatchRules &rules_;
  std::size_t room_; // 0: rules are tried one by one
  std::vector<State> states_;
  std::vector<const Live *> rules_of_; // by state, in known_
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> pairs_; // by two classes; empty where there are many
  std::unordered_map<Key, std::uint32_t, Hash> known_;
  std::vector<Live> in_set_;    // by set: rules of a state that ask for it; empty between two calls
  std::vector<Sets> sets_with_; // by class: those of the sets asked for; likewise
  std::size_t size_ = 0;        // numbers in all of that
  std::size_t work_ = 0;        // rules and classes looked at for rows
  std::size_t looked_ = 0;      // sets and rules looked at where rows are not known
};

} // namespace arnorm
