#include "check/table_machine.h"

#include <algorithm>
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
  for (Symbol symbol = 0; symbol < symbols.edge(); ++symbol) {
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

// The rules that a text with such a beginning may match, by precedence.
const std::vector<std::uint32_t> &TableMachine::candidates(const std::u16string &pending,
                                                           std::size_t length, std::size_t &work) {
  constexpr std::size_t max_listed = 1'000'000;
  if (length == 1) {
    return by_first_[pending[0]];
  }
  std::u16string prefix = pending.substr(0, length);
  if (auto found = by_prefix_.find(prefix); found != by_prefix_.end()) {
    return found->second;
  }
  const auto &shorter = candidates(pending, length - 1, work);
  if (listed_ > max_listed) {
    return shorter;
  }
  std::vector<std::uint32_t> own;
  for (std::uint32_t number : shorter) {
    const auto &from = rules_[number].from;
    if (from.size() < length || items_[from[length - 1]].contains(prefix.back())) {
      own.push_back(number);
    }
  }
  work += shorter.size();
  listed_ += own.size();
  return by_prefix_.emplace(std::move(prefix), std::move(own)).first->second;
}

std::int32_t TableMachine::choose(const State &state, bool ended, std::size_t &work) {
  constexpr std::size_t max_chosen = 100'000;
  std::u16string key = state.left + state.pending;
  key.push_back(ended ? u'\uFFFF' : u'\uFFFE');
  if (auto found = chosen_.find(key); found != chosen_.end()) {
    return found->second;
  }
  std::int32_t result = no_rule;
  for (std::uint32_t number :
       candidates(state.pending, std::min<std::size_t>(state.pending.size(), 4), work)) {
    ++work;
    Match matched = match(rules_[number], state, ended);
    if (matched != Match::no) {
      result = matched == Match::open ? undecided : static_cast<std::int32_t>(number);
      break;
    }
  }
  if (chosen_.size() < max_chosen) {
    chosen_.emplace(std::move(key), result);
  }
  return result;
}

std::size_t TableMachine::run(State &state, bool ended, std::u16string &out) {
  std::size_t work = 1;
  while (!state.pending.empty()) {
    std::int32_t number = choose(state, ended, work);
    if (number == undecided) {
      break;
    }
    if (number == no_rule) {
      out.push_back(state.pending[0]);
      advance(state, 1);
      continue;
    }
    const MachineRule &rule = rules_[static_cast<std::size_t>(number)];
    for (const Piece &piece : rule.to) {
      out += piece.text.empty() ? state.pending.substr(piece.begin, piece.end - piece.begin)
                                : piece.text;
    }
    advance(state, rule.from.size());
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
