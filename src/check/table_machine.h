// A table that reads a text character by character, for proofs.
//
// An example. With the rows  s -> š  and  sh -> ś,  the machine holds an "s" until it has read the
// next character. Its state then is the pending text "s"; at all other times it is empty. A table
// with contexts also holds what precedes, as far as its rows look back. Texts after which the state
// is the same are continued in the same way, which is why finitely many states can speak for all
// texts.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/symbols.h"
#include "rules/flat_rules.h"

namespace arnorm {

class TableMachine {
public:
  struct State {
    std::u16string left;    // what precedes, as far as rows look back, by classes
    std::u16string pending; // read, but not yet decided
  };

  TableMachine(const FlatRules &table, const Symbols &symbols);

  State start() const { return {std::u16string(behind_, edge_), {}}; }

  // Reads one symbol, and appends what is certain then. Returns the work: how many rules it tried.
  std::size_t read(State &state, Symbol symbol, std::u16string &out) {
    state.pending.push_back(symbol);
    return run(state, false, out);
  }

  // Reads the end of the text.
  std::size_t finish(State &state, std::u16string &out) { return run(state, true, out); }

private:
  enum class Match { no, yes, open }; // open: it depends on what follows

  // The rule that matches, or one of these.
  static constexpr std::int32_t no_rule = -1;
  static constexpr std::int32_t undecided = -2;

  // A set, by symbol, the edge included.
  struct Item {
    Symbol only;
    std::vector<bool> members; // unless the set is `only` one symbol
    bool contains(Symbol symbol) const {
      return members.empty() ? symbol == only : members[symbol];
    }
  };
  struct Piece {
    std::u16string text; // or, if this is empty, a part of the match
    std::size_t begin;
    std::size_t end;
  };
  struct MachineRule {
    std::vector<std::uint32_t> after, from, before; // indices of items
    std::vector<Piece> to;
  };

  void add(const Rule &rule, const Symbols &symbols);
  void classify_left();
  Item item_of(const CodePointSet &set, const Symbols &symbols) const;
  Match match(const MachineRule &rule, const State &state, bool ended) const;
  std::size_t run(State &state, bool ended, std::u16string &out);
  const std::vector<std::uint32_t> &candidates(const std::u16string &pending, std::size_t length,
                                               std::size_t &work);
  std::int32_t choose(const State &state, bool ended, std::size_t &work);
  void advance(State &state, std::size_t length) const;

  Symbol edge_;
  std::size_t behind_;
  std::vector<Item> items_; // by set of the table
  std::vector<MachineRule> rules_;
  std::vector<std::vector<std::uint32_t>> by_first_; // by the first symbol of the match
  std::unordered_map<std::u16string, std::vector<std::uint32_t>> by_prefix_; // by longer beginnings
  std::size_t listed_ = 0;                                                   // rules in these
  std::unordered_map<std::u16string, std::int32_t> chosen_; // by state: most occur often
  std::u16string left_class_; // by symbol: the first that `after` cannot tell from it
};

} // namespace arnorm
