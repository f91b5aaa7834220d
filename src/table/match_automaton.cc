#include "table/match_automaton.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace arnorm {
namespace {

using Ids = std::vector<SetPool::Id>;

std::size_t forward_length(const Rule &rule) { return rule.from.size() + rule.before.size(); }

SetPool::Id forward_set(const Rule &rule, std::size_t i) {
  return i < rule.from.size() ? rule.from[i] : rule.before[i - rule.from.size()];
}

// The classes in each set of a table: the other way round than in CharacterClasses.
class ClassesBySet {
public:
  // Nothing is kept, and `complete` is false, if there are more than `max` entries.
  ClassesBySet(const CharacterClasses &classes, std::size_t max)
      : begins_(classes.set_count() + 1) {
    std::size_t sum = 0;
    for (std::size_t c = 0; c < classes.count(); ++c) {
      sum += classes.sets_of(static_cast<std::uint16_t>(c)).size();
    }
    complete_ = sum <= max;
    if (!complete_) {
      return;
    }
    for_each(classes, [&](std::uint16_t, SetPool::Id set) { ++begins_[set + 1]; });
    for (std::size_t set = 1; set < begins_.size(); ++set) {
      begins_[set] += begins_[set - 1];
    }
    std::vector<std::uint32_t> next(begins_);
    classes_.resize(sum);
    for_each(classes, [&](std::uint16_t c, SetPool::Id set) { classes_[next[set]++] = c; });
  }

  bool complete() const { return complete_; }
  std::span<const std::uint16_t> of(SetPool::Id set) const {
    return std::span(classes_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }

private:
  template <typename Use> static void for_each(const CharacterClasses &classes, const Use &use) {
    for (std::size_t c = 0; c < classes.count(); ++c) {
      auto of_class = static_cast<std::uint16_t>(c);
      classes.sets_of(of_class).for_each([&](SetPool::Id set) { use(of_class, set); });
    }
  }

  bool complete_ = false;
  std::vector<std::uint32_t> begins_; // by set
  std::vector<std::uint16_t> classes_;
};

} // namespace

// Turns rules into states. A state holds the rules that are still possible, by precedence, and the
// neighbour to ask about next. Only the last of its rules can be certain.
class DecisionBuilder {
public:
  using Rows = std::vector<SparseRows::Row>;

  DecisionBuilder(const FlatRules &table, const CharacterClasses &classes,
                  MatchAutomaton &automaton)
      : table_(table), classes_(classes), automaton_(automaton),
        classes_in_(classes, max_memberships) {}

  // By state, what follows for each class. Nothing where that is too much work.
  std::optional<Rows> build() {
    if (!classes_in_.complete() || table_.behind > 0x7FFF ||
        table_.longest + table_.ahead > 0x7FFF) {
      return std::nullopt;
    }
    std::vector<std::uint32_t> all(table_.rules.size());
    std::iota(all.begin(), all.end(), 0);
    in_set_.resize(classes_.set_count());
    number({0, std::move(all)});
    for (std::size_t state = 0; state < waiting_.size(); ++state) {
      if (!fill(*waiting_[state])) {
        return std::nullopt;
      }
    }
    return std::move(rows_);
  }

private:
  using Live = std::vector<std::uint32_t>;
  struct State {
    int offset;
    Live rules;
    bool operator==(const State &other) const = default;
  };
  struct Hash {
    std::size_t operator()(const State &state) const {
      std::size_t hash = static_cast<std::size_t>(state.offset);
      for (std::uint32_t rule : state.rules) {
        hash = (hash ^ rule) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
        hash ^= hash >> 29;
      }
      return hash;
    }
  };
  struct Membership {
    std::uint16_t of_class;
    SetPool::Id set;
  };

  // What is left of a state for each class. False where all that is too much work.
  bool fill(const State &state) {
    Live nothing; // of what the rules ask
    Ids asked;
    for (std::uint32_t rule : state.rules) {
      auto set = asked_of(table_.rules[rule], state.offset);
      if (set && in_set_[*set].empty()) {
        asked.push_back(*set);
      }
      (set ? in_set_[*set] : nothing).push_back(rule);
    }
    work_ += state.rules.size();
    std::vector<Membership> members = members_of(asked);
    std::vector<SparseRows::Entry> entries;
    std::map<Ids, std::uint32_t> known; // most classes are in the same of these sets as others
    for (std::size_t i = 0; i < members.size() && is_small();) {
      std::uint16_t c = members[i].of_class;
      Ids sets;
      for (; i < members.size() && members[i].of_class == c; ++i) {
        sets.push_back(members[i].set);
      }
      auto [at, is_new] = known.emplace(std::move(sets), 0);
      if (is_new) {
        at->second = next(left_in(at->first, nothing), state.offset);
      }
      entries.push_back({c, at->second});
    }
    add_row(std::move(entries), next(std::move(nothing), state.offset));
    for (SetPool::Id set : asked) {
      in_set_[set].clear();
    }
    return is_small();
  }

  // The rules that are left where the neighbour is in these sets.
  Live left_in(const Ids &sets, const Live &nothing) {
    Live live = nothing;
    for (SetPool::Id set : sets) {
      live.insert(live.end(), in_set_[set].begin(), in_set_[set].end());
    }
    work_ += live.size();
    std::sort(live.begin(), live.end());
    return live;
  }

  // All classes in some sets, each with these of its sets.
  std::vector<Membership> members_of(const Ids &sets) {
    std::vector<Membership> members;
    for (SetPool::Id set : sets) {
      for (std::uint16_t c : classes_in_.of(set)) {
        members.push_back({c, set});
      }
      work_ += classes_in_.of(set).size();
      if (!is_small()) {
        return {};
      }
    }
    std::sort(members.begin(), members.end(), [](const Membership &a, const Membership &b) {
      return std::pair(a.of_class, a.set) < std::pair(b.of_class, b.set);
    });
    return members;
  }

  // `outside` is for the classes without an entry. What most classes have in common becomes the
  // usual number of the row: a set such as `[^ab]` contains nearly all of them.
  void add_row(std::vector<SparseRows::Entry> entries, std::uint32_t outside) {
    std::unordered_map<std::uint32_t, std::size_t> counts;
    counts[outside] = classes_.count() - entries.size();
    std::uint32_t usual = outside;
    for (const SparseRows::Entry &entry : entries) {
      if (++counts[entry.value] > counts[usual]) {
        usual = entry.value;
      }
    }
    if (usual != outside) {
      entries = with_the_rest(entries, outside);
    }
    std::erase_if(entries, [&](const SparseRows::Entry &entry) { return entry.value == usual; });
    entries_ += entries.size();
    entries.shrink_to_fit();
    rows_.push_back({usual, std::move(entries)});
  }

  std::vector<SparseRows::Entry> with_the_rest(const std::vector<SparseRows::Entry> &entries,
                                               std::uint32_t outside) const {
    std::vector<SparseRows::Entry> all;
    auto known = entries.begin();
    for (std::size_t c = 0; c < classes_.count(); ++c) {
      bool is_known = known != entries.end() && known->column == c;
      all.push_back(is_known ? *known++
                             : SparseRows::Entry{static_cast<std::uint16_t>(c), outside});
    }
    return all;
  }

  std::uint32_t next(Live live, int offset) {
    auto certain = std::find_if(live.begin(), live.end(), [&](std::uint32_t rule) {
      return is_certain(table_.rules[rule], offset);
    });
    if (certain != live.end()) { // no later rule can win
      live.erase(certain + 1, live.end());
    }
    if (live.empty()) {
      return MatchAutomaton::decided_row;
    }
    if (certain == live.begin()) {
      return MatchAutomaton::decided_row | (live[0] + 1);
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

  std::uint32_t number(State state) {
    auto [at, fresh] =
        known_.emplace(std::move(state), static_cast<std::uint32_t>(waiting_.size()));
    if (fresh) {
      automaton_.offsets_.push_back(static_cast<std::int16_t>(at->first.offset));
      waiting_.push_back(&at->first);
      kept_ += at->first.rules.size();
    }
    return at->second;
  }

  bool is_small() const {
    return work_ <= max_work && kept_ <= max_kept && entries_ <= max_entries &&
           waiting_.size() <= max_states;
  }

  // Rules looked at, and rules of all states: a hostile table has states that share most rules.
  // The work takes some hundredths of a second, which every start of a chain would wait for.
  static constexpr std::size_t max_work = 1 << 20;
  static constexpr std::size_t max_kept = 1 << 23;
  static constexpr std::size_t max_memberships = 1 << 23;
  static constexpr std::size_t max_entries = 1 << 21;
  static constexpr std::size_t max_states = 1 << 19;

  const FlatRules &table_;
  const CharacterClasses &classes_;
  MatchAutomaton &automaton_;
  ClassesBySet classes_in_;
  Rows rows_;
  std::unordered_map<State, std::uint32_t, Hash> known_;
  std::vector<const State *> waiting_; // by number, in `known_`
  std::vector<Live> in_set_;           // by set: rules of a state that ask for it
  std::size_t work_ = 0;
  std::size_t kept_ = 0;
  std::size_t entries_ = 0;
};

MatchAutomaton::MatchAutomaton(const FlatRules &table, const CharacterClasses &classes, Room room)
    : classes_(classes), width_(classes.count()) {
  auto rows = room.cells + room.sparse_cells > 0 ? DecisionBuilder(table, classes, *this).build()
                                                 : std::nullopt;
  if (rows) {
    keep(*rows, table.rules.size(), room);
  }
  if (cells_.empty() && rows_.empty()) {
    prepare_search(table);
  }
}

// Where states and classes are too many for a cell each, SparseRows mostly take less memory; where
// few of the classes lead to the usual state, they take more.
void MatchAutomaton::keep(const std::vector<SparseRows::Row> &rows, std::size_t rules, Room room) {
  std::size_t cells = rows.size() * width_;
  bool can_have_cells = room.cells > 0 && rows.size() < decided && rules + 1 < decided;
  if (can_have_cells && cells <= room.cells) {
    fill_cells(rows);
    return;
  }
  rows_ = SparseRows(rows, width_, room.sparse_cells);
  if (can_have_cells && !rows_.empty() && cells * sizeof cells_[0] <= rows_.bytes()) {
    fill_cells(rows);
    rows_ = {};
  }
}

void MatchAutomaton::fill_cells(const std::vector<SparseRows::Row> &rows) {
  auto cell = [](std::uint32_t next) {
    return static_cast<std::uint16_t>((next & decided_row) != 0 ? decided | (next & ~decided_row)
                                                                : next);
  };
  cells_.reserve(rows.size() * width_);
  for (const SparseRows::Row &row : rows) {
    std::size_t begin = cells_.size();
    cells_.resize(begin + width_, cell(row.usual));
    for (const SparseRows::Entry &entry : row.others) {
      cells_[begin + entry.column] = cell(entry.value);
    }
  }
}

void MatchAutomaton::prepare_search(const FlatRules &table) {
  offsets_ = {};
  candidates_.resize(classes_.set_count());
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
  std::size_t sum = cells_.capacity() * sizeof(std::uint16_t) + rows_.bytes() +
                    offsets_.capacity() * sizeof(std::int16_t);
  for (const auto &list : candidates_) {
    sum += list.capacity() * sizeof(std::uint32_t);
  }
  return sum + trials_.size() * sizeof(Trial);
}

} // namespace arnorm
