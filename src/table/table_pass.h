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

  // What a rule does: how much it takes, and the pieces that it writes.
  struct Action {
    std::size_t length;
    std::vector<OutputPiece> to;
    std::u32string text; // all of it, where the pieces are one text
    bool is_text;
    std::size_t row;
  };

  static bool add_first_output(const Action &action, char32_t c, std::vector<char32_t> &out);
  void append_alone(char32_t c, std::u32string &out) const;
  void find_boundaries(const FlatRules &table);
  void find_edges(const FlatRules &table);
  void find_sequences(const FlatRules &table);

  CharacterClasses classes_;
  MatchRules rules_;
  std::size_t room_; // of each automaton
  StartFilter starts_;
  LeftPrefixes left_prefixes_;
  std::vector<Action> actions_; // by rule
  std::size_t behind_;          // longest `after`
  std::size_t ahead_;           // how far rules look after a position

  std::vector<bool> joins_;  // by class: a text must not be cut before it
  bool ends_at_edge_ = true; // no rule matches an edge, or asks for more beyond one
  std::vector<std::vector<std::uint32_t>> begins_; // by set: rules whose `from` begins with it

  // For the kernels' alphabet: the rules that look at one character, by set, and the sequences of
  // sets that all other rules look at.
  std::vector<std::vector<std::uint32_t>> alone_;
  std::vector<std::vector<SetPool::Id>> sequences_;
};

} // namespace arnorm
