#include "table/match_automaton.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

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
  char32_t at;
  SetPool::Id set;
};

std::vector<Border> borders(const FlatRules &table, std::size_t count) {
  std::vector<bool> used = used_sets(table, count);
  std::size_t ranges = 0;
  for (std::size_t id = 0; id < used.size(); ++id) {
    ranges += used[id] ? table.sets[static_cast<SetPool::Id>(id)].ranges().size() : 0;
  }
  std::vector<Border> result;
  result.reserve(2 * ranges);
  for (std::size_t id = 0; id < used.size(); ++id) {
    if (used[id]) {
      for (const auto &range : table.sets[static_cast<SetPool::Id>(id)].ranges()) {
        result.push_back({range.first, static_cast<SetPool::Id>(id)});
        result.push_back({range.last + 1, static_cast<SetPool::Id>(id)});
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

// Of one number; those of several are joined by exclusive or (SplitMix64's mixing function).
std::uint64_t hash_of(SetPool::Id id) {
  std::uint64_t z = (id + std::uint64_t{1}) * 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

} // namespace

SetNumbers::SetNumbers(const Words &bits, std::size_t size) : size_(size) {
  if (size > bits.size() * 2) { // a list of 32-bit numbers would take more
    bits_ = bits;
    return;
  }
  list_.reserve(size);
  for (std::size_t i = 0; i < bits.size() && list_.size() < size; ++i) {
    for (std::uint64_t word = bits[i]; word != 0; word &= word - 1) {
      auto bit = static_cast<std::size_t>(std::countr_zero(word));
      list_.push_back(static_cast<SetPool::Id>(i * 64 + bit));
    }
  }
}

bool SetNumbers::contains(SetPool::Id set) const {
  return bits_.empty() ? std::binary_search(list_.begin(), list_.end(), set)
                       : (bits_[set / 64] >> set % 64 & 1) != 0;
}

std::size_t SetNumbers::bytes() const {
  return list_.capacity() * sizeof(SetPool::Id) + bits_.capacity() * sizeof(std::uint64_t);
}

// The sets that hold the code points between two borders, while these are gone through.
class SetSweep {
public:
  explicit SetSweep(std::size_t sets) : bits_((sets + 63) / 64) {}

  void toggle(SetPool::Id set) {
    std::uint64_t bit = std::uint64_t{1} << set % 64;
    bits_[set / 64] ^= bit;
    size_ = (bits_[set / 64] & bit) != 0 ? size_ + 1 : size_ - 1;
    hash_ ^= hash_of(set);
  }

  std::uint64_t hash() const { return hash_; }
  SetNumbers numbers() const { return {bits_, size_}; }

  bool is(const SetNumbers &numbers) const {
    return numbers.size_ == size_ &&
           (numbers.bits_.empty() ? std::all_of(numbers.list_.begin(), numbers.list_.end(),
                                                [&](SetPool::Id set) {
                                                  return (bits_[set / 64] >> set % 64 & 1) != 0;
                                                })
                                  : numbers.bits_ == bits_);
  }

private:
  SetNumbers::Words bits_;
  std::size_t size_ = 0;
  std::uint64_t hash_ = 0;
};

// The same sets hold all stretches of code points that are one class. A stretch is looked up among
// the classes by a hash of these sets' numbers.
CharacterClasses::CharacterClasses(const FlatRules &table) : set_count_(count_sets(table)) {
  SetSweep current(set_count_);
  std::unordered_multimap<std::uint64_t, std::uint16_t> known{{0, std::uint16_t{0}}};
  members_.emplace_back();
  std::vector<Border> all = borders(table, set_count_);
  auto class_of = [&] {
    auto [begin, end] = known.equal_range(current.hash());
    auto same =
        std::find_if(begin, end, [&](const auto &one) { return current.is(members_[one.second]); });
    if (same != end) {
      return same->second;
    }
    auto fresh = static_cast<std::uint16_t>(members_.size());
    known.emplace(current.hash(), fresh);
    members_.push_back(current.numbers());
    return fresh;
  };
  for (std::size_t i = 0; i < all.size() && !too_many();) {
    char32_t at = all[i].at;
    for (; i < all.size() && all[i].at == at; ++i) {
      current.toggle(all[i].set);
    }
    std::uint16_t found = class_of();
    if (found != 0 && at <= CodePointSet::edge) {
      char32_t end = i < all.size() ? all[i].at : CodePointSet::edge + 1;
      classes_.set({at, end - 1}, found);
    }
  }
  classes_.shrink();
}

std::size_t CharacterClasses::bytes() const {
  std::size_t sum = classes_.bytes() + members_.size() * sizeof(SetNumbers);
  for (const SetNumbers &sets : members_) {
    sum += sets.bytes();
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
    in_set_.resize(classes_.set_count());
    number({0, std::move(all)});
    for (std::size_t state = 0; state < waiting_.size(); ++state) {
      if ((state + 1) * classes_.count() > max_cells ||
          waiting_.size() >= MatchAutomaton::decided || !fill(*waiting_[state])) {
        return false;
      }
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

  // By class, what is left of a state. False where all that is too much work.
  bool fill(const State &state) {
    Live nothing; // of what the rules ask
    for (std::uint32_t rule : state.rules) {
      auto set = asked_of(table_.rules[rule], state.offset);
      (set ? in_set_[*set] : nothing).push_back(rule);
    }
    work_ += state.rules.size();
    for (std::size_t c = 0; c < classes_.count() && work_ <= max_work; ++c) {
      Live live = nothing;
      const SetNumbers &sets = classes_.sets_of(static_cast<std::uint16_t>(c));
      sets.for_each([&](SetPool::Id set) {
        live.insert(live.end(), in_set_[set].begin(), in_set_[set].end());
      });
      work_ += live.size() + sets.size();
      std::sort(live.begin(), live.end());
      automaton_.cells_.push_back(next(std::move(live), state.offset));
    }
    for (std::uint32_t rule : state.rules) {
      if (auto set = asked_of(table_.rules[rule], state.offset)) {
        in_set_[*set].clear();
      }
    }
    return work_ <= max_work && kept_ <= max_kept;
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
    auto [at, fresh] =
        known_.emplace(std::move(state), static_cast<std::uint16_t>(waiting_.size()));
    if (fresh) {
      automaton_.offsets_.push_back(static_cast<std::int16_t>(at->first.offset));
      waiting_.push_back(&at->first);
      kept_ += at->first.rules.size();
    }
    return at->second;
  }

  // Rules looked at, and rules of all states: a hostile table has states that share most rules.
  static constexpr std::size_t max_work = 1 << 26;
  static constexpr std::size_t max_kept = 1 << 23;

  const FlatRules &table_;
  const CharacterClasses &classes_;
  MatchAutomaton &automaton_;
  std::map<State, std::uint16_t> known_;
  std::vector<const State *> waiting_; // by number, in `known_`
  std::vector<Live> in_set_;           // by set: rules of a state that ask for it
  std::size_t work_ = 0;
  std::size_t kept_ = 0;
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
  classes_.sets_of(*at).for_each([&](SetPool::Id set) {
    for (std::uint32_t rule : candidates_[set]) {
      if (rule >= best || matches(rule)) {
        best = std::min<std::size_t>(best, rule);
        break;
      }
    }
  });
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
