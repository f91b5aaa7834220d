#include "table/match_automaton.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "characters/sequence_less.h"

namespace arnorm {
namespace {

// A row is worked out where that is less work than what has been lost without it. What a hostile
// table costs is so some hundredths of a second, and little more than trying its rules for each
// character of a text.
constexpr std::size_t min_work = 1 << 21;

constexpr std::size_t few_entries = 4; // quicker found than a cell that is not in the cache

} // namespace

std::size_t MatchAutomaton::Hash::operator()(const Key &key) const {
  auto hash = static_cast<std::size_t>(key.first);
  for (MatchRules::Id rule : key.second) {
    hash = (hash ^ rule) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
    hash ^= hash >> 29;
  }
  return hash;
}

// The state of all rules.
void MatchAutomaton::begin() {
  states_.clear();
  rules_of_.clear();
  rows_.clear();
  known_.clear();
  size_ = 0;
  in_set_.resize(rules_.classes().set_count());
  sets_with_.resize(rules_.classes().count());
  constexpr std::size_t max_classes = 64;
  std::size_t width = rules_.classes().count();
  bool has_pairs =
      rules_.longest_forward() > 1 && width <= max_classes && 4 * width * width <= room_;
  pairs_.assign(has_pairs ? width * width : 0, pair_unknown);
  size_ += pairs_.size();
  Live all(rules_.size());
  std::iota(all.begin(), all.end(), 0);
  number(0, std::move(all));
}

std::uint32_t MatchAutomaton::in_row(const State &state, std::uint16_t of_class) const {
  const std::uint32_t *classes = rows_.data() + state.begin;
  const std::uint32_t *end = classes + state.count;
  const std::uint32_t *at = state.count <= few_entries ? std::find(classes, end, of_class)
                                                       : std::lower_bound(classes, end, of_class);
  return at != end && *at == of_class ? *(at + state.count) : state.usual;
}

// Nothing is known where that is too much work.
std::uint32_t MatchAutomaton::work_out_pair(const char32_t *at) {
  std::uint32_t number = 0;
  for (int offset = 0; offset < 2; ++offset) {
    if ((number & decided) != 0 || states_[number].offset != offset) {
      return number;
    }
    if (states_[number].kind == RowKind::unknown && !work_out(number)) {
      return pair_unknown;
    }
    number = after(states_[number], rules_.classes().of(at[offset]));
  }
  return number;
}

// Whether what follows a state may be worked out by now.
bool MatchAutomaton::is_worth_it(const State &state) const {
  return work_ + state.usual <= min_work + looked_;
}

// Finds what follows a state for each class. False where that is too much work by now.
bool MatchAutomaton::work_out(std::uint32_t number) {
  if (room_ == 0 || !is_worth_it(states_[number])) {
    return false;
  }
  Sets asked;
  Live nothing;
  for (MatchRules::Id rule : *rules_of_[number]) {
    SetPool::Id set = 0;
    bool is_asked = asks(rule, states_[number].offset, set);
    if (is_asked && in_set_[set].empty()) {
      asked.push_back(set);
    }
    (is_asked ? in_set_[set] : nothing).push_back(rule);
  }
  bool was_counted = states_[number].usual != 0;
  std::size_t work = rules_of_[number]->size();
  work_ += work; // is done by now
  for (SetPool::Id set : asked) {
    work += rules_.classes_in(set).size();
  }
  states_[number].usual = static_cast<std::uint32_t>(work);
  bool is_done =
      (was_counted || is_worth_it(states_[number])) && find_row(number, asked, std::move(nothing));
  for (SetPool::Id set : asked) {
    in_set_[set].clear();
  }
  return is_done;
}

// `asked` are the sets that the rules of a state ask for, which are in in_set_; `nothing` are the
// rules that ask for none. False where it turns out to be too much work for now, or to need more
// than the room.
bool MatchAutomaton::find_row(std::uint32_t number, const Sets &asked, Live nothing) {
  int offset = states_[number].offset;
  std::vector<Entry> entries;
  // Most classes are in the same of these sets as others.
  std::map<Sets, std::uint32_t, SequenceLess> known;
  std::size_t least = work_;
  bool is_given_up = false;
  for (std::uint16_t of_class : collect_classes(asked)) {
    if (is_given_up || size_ > room_ || work_ > 2 * (min_work + looked_)) {
      is_given_up = true;
      sets_with_[of_class].clear();
      continue;
    }
    work_ += sets_with_[of_class].size();
    auto [at, is_new] = known.emplace(std::exchange(sets_with_[of_class], {}), 0);
    if (is_new) {
      at->second = next(left_in(at->first, nothing), offset);
    }
    entries.push_back({of_class, at->second});
  }
  if (is_given_up) {
    states_[number].usual = static_cast<std::uint32_t>(2 * (work_ - least));
    return false;
  }
  std::uint32_t outside = next(std::move(nothing), offset);
  add_row(states_[number], std::move(entries), outside);
  return true;
}

// The rules that are left where the neighbour is in these sets.
MatchAutomaton::Live MatchAutomaton::left_in(const Sets &sets, const Live &nothing) {
  Live live = nothing;
  for (SetPool::Id set : sets) {
    live.insert(live.end(), in_set_[set].begin(), in_set_[set].end());
  }
  work_ += live.size();
  if (!std::is_sorted(live.begin(), live.end())) {
    std::sort(live.begin(), live.end());
  }
  return live;
}

// All classes in some sets, in their order. Puts the sets of each into sets_with_.
std::vector<std::uint16_t> MatchAutomaton::collect_classes(Sets sets) {
  std::sort(sets.begin(), sets.end());
  std::vector<std::uint16_t> classes;
  for (SetPool::Id set : sets) {
    for (std::uint16_t of_class : rules_.classes_in(set)) {
      if (sets_with_[of_class].empty()) {
        classes.push_back(of_class);
      }
      sets_with_[of_class].push_back(set);
    }
  }
  std::sort(classes.begin(), classes.end());
  return classes;
}

// `outside` is for the classes without an entry.
void MatchAutomaton::add_row(State &state, std::vector<Entry> entries, std::uint32_t outside) {
  constexpr std::size_t few_classes = 128; // cells for all take little memory
  std::size_t width = rules_.classes().count();
  if (entries.size() == 1) {
    state.kind = RowKind::one;
    state.begin = entries[0].value;
    state.count = entries[0].of_class;
    state.usual = outside;
    return;
  }
  state.begin = static_cast<std::uint32_t>(rows_.size());
  state.usual = outside;
  bool has_all =
      entries.size() > few_entries && (width <= few_classes || 3 * entries.size() >= width);
  state.kind = has_all ? RowKind::cells : RowKind::entries;
  state.count = static_cast<std::uint32_t>(entries.size());
  if (has_all) {
    rows_.resize(rows_.size() + width, outside);
    for (const Entry &entry : entries) {
      rows_[state.begin + entry.of_class] = entry.value;
    }
  } else {
    for (const Entry &entry : entries) {
      rows_.push_back(entry.of_class);
    }
    for (const Entry &entry : entries) {
      rows_.push_back(entry.value);
    }
  }
  size_ += rows_.size() - state.begin;
}

std::uint32_t MatchAutomaton::next(Live live, int offset) {
  auto certain = std::find_if(live.begin(), live.end(),
                              [&](MatchRules::Id rule) { return is_certain(rule, offset); });
  if (certain != live.end()) { // no later rule can win
    live.erase(certain + 1, live.end());
  }
  if (live.empty()) {
    return decided;
  }
  if (certain == live.begin()) {
    return decided | (live[0] + 1);
  }
  int asked = next_offset(live, offset);
  return number(asked, std::move(live));
}

std::uint32_t MatchAutomaton::number(int offset, Live live) {
  auto [at, is_new] =
      known_.emplace(Key{offset, std::move(live)}, static_cast<std::uint32_t>(states_.size()));
  if (is_new) {
    State state{};
    state.offset = static_cast<std::int16_t>(offset);
    states_.push_back(state);
    rules_of_.push_back(&at->first.second);
    constexpr std::size_t of_state = (sizeof state + sizeof(Key) + 32) / 4;
    size_ += at->first.second.size() + of_state;
  }
  return at->second;
}

// The set in which a rule wants the neighbour at `offset` to be, if it asks at all.
bool MatchAutomaton::asks(MatchRules::Id rule, int offset, SetPool::Id &set) const {
  auto i = static_cast<std::size_t>(offset < 0 ? -1 - offset : offset);
  if (i >= (offset < 0 ? rules_.after_length(rule) : rules_.forward_length(rule))) {
    return false;
  }
  set = offset < 0 ? rules_.after(rule, i) : rules_.forward(rule, i);
  return true;
}

// Whether nothing is left to ask about a rule once the neighbour at `offset` is known.
bool MatchAutomaton::is_certain(MatchRules::Id rule, int offset) const {
  if (offset >= 0) {
    return rules_.forward_length(rule) <= static_cast<std::size_t>(offset) + 1 &&
           rules_.after_length(rule) == 0;
  }
  return rules_.after_length(rule) <= static_cast<std::size_t>(-offset);
}

int MatchAutomaton::next_offset(const Live &live, int offset) const {
  if (offset < 0) {
    return offset - 1;
  }
  bool more = std::any_of(live.begin(), live.end(), [&](MatchRules::Id rule) {
    return rules_.forward_length(rule) > static_cast<std::size_t>(offset) + 1;
  });
  return more ? offset + 1 : -1;
}

} // namespace arnorm
