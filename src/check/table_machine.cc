#include "check/table_machine.h"

#include <map>
#include <set>

namespace arnorm {

TableMachine::TableMachine(const FlatRules &table, const Symbols &symbols)
    : edge_(symbols.edge()), behind_(table.behind), by_first_(symbols.size()) {
  for (SetPool::Id id = 0; id < table.sets.size(); ++id) {
    items_.push_back(item_of(table.sets[id], symbols));
  }
  for (const Rule &rule : table.rules) {
    add(rule, symbols);
  }
  classify_left();
}

TableMachine::Item TableMachine::item_of(const CodePointSet &set, const Symbols &symbols) const {
  if (set.is_single() && set.first() < CodePointSet::edge) {
    return {symbols.of(set.first()), {}};
  }
  Item item{0, std::vector<bool>(symbols.size() + 1)};
  for (Symbol symbol = 0; symbol < symbols.size(); ++symbol) {
    item.members[symbol] = set.contains(symbols[symbol]);
  }
  item.members[edge_] = set.contains(CodePointSet::edge);
  return item;
}

void TableMachine::add(const Rule &rule, const Symbols &symbols) {
  MachineRule own{{rule.after.begin(), rule.after.end()},
                  {rule.from.begin(), rule.from.end()},
                  {rule.before.begin(), rule.before.end()},
                  {}};
  for (const OutputPiece &piece : rule.to) {
    Piece copy{{}, piece.begin, piece.end};
    for (char32_t c : piece.text) {
      copy.text.push_back(symbols.of(c));
    }
    if (!piece.is_text || !copy.text.empty()) {
      own.to.push_back(std::move(copy));
    }
  }
  const Item &first = items_[own.from[0]];
  if (first.members.empty()) {
    by_first_[first.only].push_back(static_cast<std::uint32_t>(rules_.size()));
  } else {
    for (std::size_t symbol = 0; symbol < by_first_.size(); ++symbol) {
      if (first.members[symbol]) {
        by_first_[symbol].push_back(static_cast<std::uint32_t>(rules_.size()));
      }
    }
  }
  rules_.push_back(std::move(own));
}

void TableMachine::classify_left() {
  std::set<std::uint32_t> used;
  for (const MachineRule &rule : rules_) {
    used.insert(rule.after.begin(), rule.after.end());
  }
  std::map<std::vector<bool>, Symbol> classes;
  for (Symbol symbol = 0; symbol <= edge_; ++symbol) {
    std::vector<bool> membership;
    for (std::uint32_t item : used) {
      membership.push_back(items_[item].contains(symbol));
    }
    left_class_.push_back(classes.try_emplace(std::move(membership), symbol).first->second);
  }
}

TableMachine::Match TableMachine::match(const MachineRule &rule, const State &state,
                                        bool ended) const {
  for (std::size_t i = 0; i < rule.after.size(); ++i) {
    Symbol left = state.left[behind_ - rule.after.size() + i];
    if (!items_[rule.after[i]].contains(left)) {
      return Match::no;
    }
  }
  std::size_t known = state.pending.size();
  for (std::size_t i = 0; i < rule.from.size(); ++i) {
    if (i == known) {
      return ended ? Match::no : Match::open;
    }
    if (!items_[rule.from[i]].contains(state.pending[i])) {
      return Match::no;
    }
  }
  for (std::size_t i = 0; i < rule.before.size(); ++i) {
    std::size_t at = rule.from.size() + i;
    if (at >= known && !ended) {
      return Match::open;
    }
    if (!items_[rule.before[i]].contains(at < known ? state.pending[at] : edge_)) {
      return Match::no;
    }
  }
  return Match::yes;
}

std::size_t TableMachine::run(State &state, bool ended, std::u16string &out) const {
  std::size_t work = 1;
  while (!state.pending.empty()) {
    const MachineRule *found = nullptr;
    for (std::uint32_t number : by_first_[state.pending[0]]) {
      ++work;
      Match matched = match(rules_[number], state, ended);
      if (matched == Match::open) {
        return work;
      }
      if (matched == Match::yes) {
        found = &rules_[number];
        break;
      }
    }
    if (found == nullptr) {
      out.push_back(state.pending[0]);
      advance(state, 1);
      continue;
    }
    for (const Piece &piece : found->to) {
      out += piece.text.empty() ? state.pending.substr(piece.begin, piece.end - piece.begin)
                                : piece.text;
    }
    advance(state, found->from.size());
  }
  return work;
}

void TableMachine::advance(State &state, std::size_t length) const {
  for (std::size_t i = 0; i < length && behind_ > 0; ++i) {
    state.left.erase(0, 1);
    state.left.push_back(left_class_[state.pending[i]]);
  }
  state.pending.erase(0, length);
}

} // namespace arnorm
