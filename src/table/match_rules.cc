#include "table/match_rules.h"

#include <algorithm>
#include <numeric>

namespace arnorm {
namespace {

constexpr std::size_t max_members = 1 << 20; // classes in all sets together
constexpr std::size_t max_length = 0x7FFF;   // of what a rule looks at, in either direction

template <typename Use> void for_each_member(const CharacterClasses &classes, const Use &use) {
  for (std::size_t c = 0; c < classes.count(); ++c) {
    auto of_class = static_cast<std::uint16_t>(c);
    classes.sets_of(of_class).for_each([&](SetPool::Id set) { use(of_class, set); });
  }
}

} // namespace

MatchRules::MatchRules(const FlatRules &table, const CharacterClasses &classes)
    : classes_(classes) {
  rules_.reserve(table.rules.size());
  for (const arnorm::Rule &rule : table.rules) {
    add(rule);
  }
  sets_.shrink_to_fit();
  find_candidates();
  bool is_short = table.behind <= max_length && table.longest + table.ahead <= max_length;
  if (is_short) {
    find_classes();
  }
}

void MatchRules::add(const arnorm::Rule &rule) {
  rules_.push_back({static_cast<std::uint32_t>(sets_.size()),
                    static_cast<std::uint32_t>(rule.from.size() + rule.before.size()),
                    static_cast<std::uint32_t>(rule.after.size())});
  longest_forward_ = std::max<std::size_t>(longest_forward_, rules_.back().forward);
  sets_.insert(sets_.end(), rule.from.begin(), rule.from.end());
  sets_.insert(sets_.end(), rule.before.begin(), rule.before.end());
  sets_.insert(sets_.end(), rule.after.rbegin(), rule.after.rend());
}

void MatchRules::find_candidates() {
  candidates_.resize(rules_.size());
  candidates_begin_.reserve(classes_.set_count() + 1);
  std::iota(candidates_.begin(), candidates_.end(), 0);
  std::stable_sort(candidates_.begin(), candidates_.end(),
                   [&](Id a, Id b) { return forward(a, 0) < forward(b, 0); });
  for (SetPool::Id set = 0; set <= classes_.set_count(); ++set) {
    auto at = std::lower_bound(candidates_.begin(), candidates_.end(), set,
                               [&](Id rule, SetPool::Id id) { return forward(rule, 0) < id; });
    candidates_begin_.push_back(static_cast<std::uint32_t>(at - candidates_.begin()));
  }
  for (SetPool::Id set = 0; set < classes_.set_count(); ++set) {
    if (!beginning_with(set).empty()) {
      beginning_sets_.push_back(set);
    }
  }
}

// The other way round than in CharacterClasses.
void MatchRules::find_classes() {
  std::size_t sum = 0;
  for (std::size_t c = 0; c < classes_.count(); ++c) {
    sum += classes_.sets_of(static_cast<std::uint16_t>(c)).size();
  }
  if (sum > max_members) {
    return;
  }
  begins_.resize(classes_.set_count() + 1);
  for_each_member(classes_, [&](std::uint16_t, SetPool::Id set) { ++begins_[set + 1]; });
  for (std::size_t set = 1; set < begins_.size(); ++set) {
    begins_[set] += begins_[set - 1];
  }
  std::vector<std::uint32_t> next(begins_);
  members_.resize(sum);
  for_each_member(classes_, [&](std::uint16_t c, SetPool::Id set) { members_[next[set]++] = c; });
}

bool MatchRules::matches(Id rule, const char32_t *at) const {
  auto is_in = [&](SetPool::Id set, char32_t c) { return classes_.contains(set, classes_.of(c)); };
  for (std::size_t i = 0; i < forward_length(rule); ++i) {
    if (!is_in(forward(rule, i), at[i])) {
      return false;
    }
  }
  for (std::size_t i = 0; i < after_length(rule); ++i) {
    if (!is_in(after(rule, i), *(at - 1 - i))) {
      return false;
    }
  }
  return true;
}

std::size_t MatchRules::search(const char32_t *at, std::size_t &looked) const {
  std::size_t best = rules_.size();
  auto try_rules = [&](SetPool::Id set) {
    for (Id rule : beginning_with(set)) {
      ++looked;
      if (rule >= best || matches(rule, at)) {
        best = std::min<std::size_t>(best, rule);
        break;
      }
    }
  };
  const SetNumbers &sets = classes_.sets_of(classes_.of(*at));
  looked += std::min(sets.size(), beginning_sets_.size());
  if (sets.size() < beginning_sets_.size()) {
    sets.for_each(try_rules);
  } else {
    for (SetPool::Id set : beginning_sets_) {
      if (sets.contains(set)) {
        try_rules(set);
      }
    }
  }
  return best == rules_.size() ? 0 : best + 1;
}

std::size_t MatchRules::bytes() const {
  auto bytes_of = [](const auto &numbers) { return numbers.capacity() * sizeof numbers[0]; };
  return bytes_of(rules_) + bytes_of(sets_) + bytes_of(begins_) + bytes_of(members_) +
         bytes_of(candidates_begin_) + bytes_of(candidates_) + bytes_of(beginning_sets_);
}

} // namespace arnorm
