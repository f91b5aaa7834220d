// A pass that runs one table with contexts or matches of several characters.
#pragma once

#include <span>

#include "table/left_contexts.h"
#include "table/match_automaton.h"
#include "table/pass.h"
#include "table/start_filter.h"

namespace arnorm {

class TablePass : public Pass {
public:
  // A row, the characters that it took, and those that it wrote.
  struct Match {
    std::size_t row;
    std::size_t at;
    std::size_t length;
    std::size_t out;
    std::size_t out_length;
  };

  // Null where a table tells more characters apart than there are numbers for. `room` as in
  // MatchAutomaton.
  static std::unique_ptr<const TablePass> make(const FlatRules &table,
                                               std::size_t room = MatchAutomaton::usual_room);

  TablePass(const FlatRules &table, CharacterClasses classes, std::size_t room);
  TablePass(const TablePass &) = delete;
  TablePass &operator=(const TablePass &) = delete;

  std::unique_ptr<PassState> start() const override;

  // The same, and adds to `by_row`, which has a place for each row of the table and outlives the
  // run, how often a row fires.
  std::unique_ptr<PassState> start_counting(std::span<std::uint64_t> by_row) const;

  // Like `start`, but appends each match to `matches`, which must outlive the run. For a text that
  // is passed in one piece, to an output that is empty before.
  std::unique_ptr<PassState> start_listing(std::vector<Match> &matches) const;

  bool has_boundary_before(char32_t c) const override { return !joins_[classes_.of(c)]; }
  bool first_outputs(char32_t c, std::vector<char32_t> &out) const override;
  bool is_inert(char32_t c) const override { return classes_.sets_of(classes_.of(c)).empty(); }
  bool is_like_edge(char32_t c) const override;
  void apply_to(Alphabet &alphabet) const override;
  std::size_t bytes() const override;

private:
  template <class Rows> friend class TableState;

  // What a rule does: how much it takes, and where in `outputs_` stands what it writes.
  struct Action {
    std::uint32_t row;
    std::uint32_t begin;
    std::uint32_t size;
    std::uint16_t length;
    bool is_text; // no part of the match
  };

  // In `outputs_`, a part of the match is one number: this bit, where it begins and where it ends.
  static constexpr char32_t part = 0x80000000;
  static constexpr int part_bits = 12;
  static_assert(max_matched < 1U << part_bits);
  static bool is_part(char32_t piece) { return (piece & part) != 0; }
  static std::size_t part_begin(char32_t piece) { return (piece & ~part) >> part_bits; }
  static std::size_t part_end(char32_t piece) { return piece & ((1U << part_bits) - 1); }

  std::u32string_view output(const Action &action) const {
    return std::u32string_view(outputs_).substr(action.begin, action.size);
  }
  void add_actions(const FlatRules &table);
  bool add_first_output(const Action &action, char32_t c, std::vector<char32_t> &out) const;
  void append_alone(char32_t c, std::u32string &out) const;
  void find_boundaries(const FlatRules &table);
  void find_edges(const FlatRules &table);
  void find_lone(const FlatRules &table);
  std::vector<SetPool::Id> sequence_of(MatchRules::Id rule) const;
  bool has_many_sequences() const;
  void forbid_sequences(Alphabet &alphabet) const;

  CharacterClasses classes_;
  MatchRules rules_;
  std::size_t room_; // of each automaton
  StartFilter starts_;
  LeftPrefixes left_prefixes_;
  std::vector<Action> actions_; // by rule
  std::u32string outputs_;
  std::size_t behind_; // longest `after`
  std::size_t ahead_;  // how far rules look after a position

  std::vector<bool> joins_;  // by class: a text must not be cut before it
  bool ends_at_edge_ = true; // no rule matches an edge, or asks for more beyond one

  // For the kernels' alphabet, by set: the first rule that looks at one character of it.
  static constexpr std::uint32_t no_rule = 0xFFFFFFFF;
  std::vector<std::uint32_t> lone_;
};

} // namespace arnorm
