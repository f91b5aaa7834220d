#include "table/match_automaton.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace arnorm {
namespace {

using Ids = std::vector<SetPool::Id>;

std::size_t count_sets(const FlatRules &table) {
  std::size_t count = 0;
  for (const Rule &rule : table.rules) {
    for (const Ids *ids : {&rule.after, &rule.from, &rule.before}) {
      for (SetPool::Id id : *ids) {
        count = std::max<std::size_t>(count, id + std::size_t{1});
      }
    }
  }
  return count;
}

std::vector<bool> used_sets(const FlatRules &table, std::size_t count) {
  std::vector<bool> used(count);
  for (const Rule &rule : table.rules) {
    for (const Ids *ids : {&rule.after, &rule.from, &rule.before}) {
      for (SetPool::Id id : *ids) {
        used[id] = true;
      }
    }
  }
  return used;
}

// Where a set begins or ends.
struct Border {
  std::size_t at;
  SetPool::Id set;
};

std::vector<Border> borders(const FlatRules &table, std::size_t count) {
  std::vector<Border> result;
  std::vector<bool> used = used_sets(table, count);
  for (std::size_t id = 0; id < used.size(); ++id) {
    if (used[id]) {
      for (const auto &range : table.sets[static_cast<SetPool::Id>(id)].ranges()) {
        result.push_back({range.first, static_cast<SetPool::Id>(id)});
        result.push_back({range.last + std::size_t{1}, static_cast<SetPool::Id>(id)});
      }
    }
  }
  std::sort(result.begin(), result.end(),
            [](const Border &a, const Border &b) { return a.at < b.at; });
  return result;
}

std::size_t forward_length(const Rule &rule) { return rule.from.size() + rule.before.size(); }

SetPool::Id forward_set(const Rule &rule, std::size_t i) {
  return i < rule.from.size() ? rule.from[i] : rule.before[i - rule.from.size()];
}

// Puts a number into a sorted list, or takes it out.
void toggle(Ids &ids, SetPool::Id id) {
  auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (at != ids.end() && *at == id) {
    ids.erase(at);
  } else {
    ids.insert(at, id);
  }
}

} // namespace

CharacterClasses::CharacterClasses(const FlatRules &table) : set_count_(count_sets(table)) {
  Ids current;
  std::map<Ids, std::uint16_t> known{{current, std::uint16_t{0}}};
  members_.push_back(current);
  std::vector<Border> all = borders(table, set_count_);
  for (std::size_t i = 0; i < all.size() && !too_many();) {
    std::size_t at = all[i].at;
    for (; i < all.size() && all[i].at == at; ++i) {
      toggle(current, all[i].set);
    }
    auto [found, fresh] = known.emplace(current, static_cast<std::uint16_t>(members_.size()));
    if (fresh) {
      members_.push_back(current);
    }
    if (found->second != 0 && at <= CodePointSet::edge) {
      std::size_t end = i < all.size() ? all[i].at : CodePointSet::edge + std::size_t{1};
      classes_.set({static_cast<char32_t>(at), static_cast<char32_t>(end - 1)}, found->second);
    }
  }
  classes_.shrink();
}

bool CharacterClasses::contains(SetPool::Id set, std::uint16_t of_class) const {
  const Ids &ids = members_[of_class];
  return std::binary_search(ids.begin(), ids.end(), set);
}

std::size_t CharacterClasses::bytes() const {
  std::size_t sum = classes_.bytes() + members_.size() * sizeof(Ids);
  for (const Ids &ids : members_) {
    sum += ids.capacity() * sizeof(SetPool::Id);
  }
  return sum;
}

// Turns rules into states. A state holds the rules that are still possible, by precedence, and the
// neighbour to ask about next. Only the last of its rules can be certain.
class DecisionBuilder {
public:
  DecisionBuilder(const FlatRules &table, const CharacterClasses &classes, MatchAutomaton &decision)
      : table_(table), classes_(classes), automaton_(decision) {}

  bool build(std::size_t max_cells) {
    std::vector<std::uint32_t> all(table_.rules.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = static_cast<std::uint32_t>(i);
    }
    if (all.size() >= MatchAutomaton::decided - 1 || table_.behind > 0x7FFF ||
        table_.longest + table_.ahead > 0x7FFF) {
      return false;
    }
    waiting_.push_back({0, std::move(all)});
    automaton_.offsets_.push_back(0);
    for (std::size_t state = 0; state < waiting_.size(); ++state) {
      if ((state + 1) * classes_.count() > max_cells ||
          waiting_.size() >= MatchAutomaton::decided) {
        return false;
      }
      fill(state);
    }
    return true;
  }

private:
  using Live = std::vector<std::uint32_t>;
  struct State {
    int offset;
    Live rules;
    bool operator<(const State &other) const {
      return std::tie(offset, rules) < std::tie(other.offset, other.rules);
    }
  };

  // The rules of a state by what they ask of the neighbour: to be in a set, or nothing.
  struct Asked {
    std::map<SetPool::Id, Live> of_set;
    Live nothing;
  };

  void fill(std::size_t number) {
    State state = waiting_[number]; // a copy: `next` may move the states
    Asked asked;
    for (std::uint32_t rule : state.rules) {
      auto set = asked_of(table_.rules[rule], state.offset);
      (set ? asked.of_set[*set] : asked.nothing).push_back(rule);
    }
    for (std::size_t c = 0; c < classes_.count(); ++c) {
      Live live = asked.nothing;
      for (SetPool::Id set : classes_.sets_of(static_cast<std::uint16_t>(c))) {
        if (auto at = asked.of_set.find(set); at != asked.of_set.end()) {
          live.insert(live.end(), at->second.begin(), at->second.end());
        }
      }
      std::sort(live.begin(), live.end());
      automaton_.cells_.push_back(next(std::move(live), state.offset));
    }
  }

  std::uint16_t next(Live live, int offset) {
    auto certain = std::find_if(live.begin(), live.end(), [&](std::uint32_t rule) {
      return is_certain(table_.rules[rule], offset);
    });
    if (certain != live.end()) { // no later rule can win
      live.erase(certain + 1, live.end());
    }
    if (live.empty()) {
      return MatchAutomaton::decided;
    }
    if (certain == live.begin()) {
      return static_cast<std::uint16_t>(MatchAutomaton::decided | (live[0] + 1));
    }
    return number({next_offset(live, offset), std::move(live)});
  }

  // The set in which a rule wants the neighbour at `offset` to be, if it asks at all.
  std::optional<SetPool::Id> asked_of(const Rule &rule, int offset) const {
    if (offset >= 0) {
      auto i = static_cast<std::size_t>(offset);
      return i < forward_length(rule) ? std::optional(forward_set(rule, i)) : std::nullopt;
    }
    auto i = static_cast<std::size_t>(-offset); // the nearest one comes last
    return i <= rule.after.size() ? std::optional(rule.after[rule.after.size() - i]) : std::nullopt;
  }

  // Whether nothing is left to ask about a rule once the neighbour at `offset` is known.
  bool is_certain(const Rule &rule, int offset) const {
    if (offset >= 0) {
      return forward_length(rule) <= static_cast<std::size_t>(offset) + 1 && rule.after.empty();
    }
    return rule.after.size() <= static_cast<std::size_t>(-offset);
  }

  int next_offset(const Live &live, int offset) const {
    if (offset < 0) {
      return offset - 1;
    }
    bool more = std::any_of(live.begin(), live.end(), [&](std::uint32_t rule) {
      return forward_length(table_.rules[rule]) > static_cast<std::size_t>(offset) + 1;
    });
    return more ? offset + 1 : -1;
  }

  std::uint16_t number(State state) {
    auto [at, fresh] = known_.emplace(state, static_cast<std::uint16_t>(waiting_.size()));
    if (fresh) {
      automaton_.offsets_.push_back(static_cast<std::int16_t>(state.offset));
      waiting_.push_back(std::move(state));
    }
    return at->second;
  }

  const FlatRules &table_;
  const CharacterClasses &classes_;
  MatchAutomaton &automaton_;
  std::vector<State> waiting_;
  std::map<State, std::uint16_t> known_;
};

MatchAutomaton::MatchAutomaton(const FlatRules &table, const CharacterClasses &classes,
                               std::size_t max_cells)
    : classes_(classes), width_(classes.count()) {
  if (DecisionBuilder(table, classes, *this).build(max_cells)) {
    return;
  }
  cells_.clear();
  offsets_.clear();
  candidates_.resize(classes.set_count());
  for (const Rule &rule : table.rules) {
    candidates_[rule.from[0]].push_back(static_cast<std::uint32_t>(trials_.size()));
    trials_.push_back({rule.after, rule.from, rule.before});
  }
}

std::size_t MatchAutomaton::search(const std::uint16_t *at) const {
  auto all = [&](const Ids &sets, const std::uint16_t *from) {
    return std::all_of(sets.begin(), sets.end(),
                       [&](SetPool::Id set) { return classes_.contains(set, *from++); });
  };
  auto matches = [&](std::uint32_t rule) {
    const Trial &trial = trials_[rule];
    return all(trial.from, at) && all(trial.before, at + trial.from.size()) &&
           all(trial.after, at - trial.after.size());
  };
  std::size_t best = trials_.size();
  for (SetPool::Id set : classes_.sets_of(*at)) {
    for (std::uint32_t rule : candidates_[set]) {
      if (rule >= best || matches(rule)) {
        best = std::min<std::size_t>(best, rule);
        break;
      }
    }
  }
  return best == trials_.size() ? 0 : best + 1;
}

std::size_t MatchAutomaton::bytes() const {
  std::size_t sum = cells_.capacity() * sizeof(std::uint16_t) + offsets_.capacity() * 2;
  for (const auto &list : candidates_) {
    sum += list.capacity() * sizeof(std::uint32_t);
  }
  return sum + trials_.size() * sizeof(Trial);
}

} // namespace arnorm
