#include "chain/near_rows.h"

#include <algorithm>
#include <map>

namespace arnorm {
namespace {

// A rule at one place of a text.
class RuleAt {
public:
  RuleAt(const FlatRules &table, const Rule &rule, std::u32string_view text, std::size_t at)
      : table_(table), rule_(rule), text_(text), at_(at) {}

  bool matches_from() const {
    if (text_.size() - at_ < rule_.from.size()) {
      return false;
    }
    for (std::size_t i = 0; i < rule_.from.size(); ++i) {
      if (!table_.sets[rule_.from[i]].contains(text_[at_ + i])) {
        return false;
      }
    }
    return true;
  }

  // How many characters of its contexts are as the rule asks, the nearest first.
  std::size_t matching_after() const {
    std::size_t count = 0;
    while (count < rule_.after.size() &&
           holds(rule_.after[rule_.after.size() - 1 - count], at_ - 1 - count)) {
      ++count;
    }
    return count;
  }
  std::size_t matching_before() const {
    std::size_t count = 0;
    while (count < rule_.before.size() && holds(rule_.before[count], end() + count)) {
      ++count;
    }
    return count;
  }

  NearMatch failed_after(std::size_t matching) const {
    return {at_, rule_.from.size(), rule_.row, true, at_ - 1 - matching};
  }
  NearMatch failed_before(std::size_t matching) const {
    return {at_, rule_.from.size(), rule_.row, false, end() + matching};
  }

private:
  std::size_t end() const { return at_ + rule_.from.size(); }

  // Places before the text are very large numbers.
  bool holds(SetPool::Id set, std::size_t place) const {
    return table_.sets[set].contains(place < text_.size() ? text_[place] : CodePointSet::edge);
  }

  const FlatRules &table_;
  const Rule &rule_;
  std::u32string_view text_;
  std::size_t at_;
};

// The best that a row did at a place.
struct Attempt {
  std::size_t matching = 0;
  bool fits = false; // all of it; a longer match or an earlier row fired
  NearMatch near;
};

void note(std::map<std::size_t, Attempt> &attempts, const RuleAt &rule, const Rule &data) {
  std::size_t after = rule.matching_after();
  std::size_t before = rule.matching_before();
  Attempt attempt{after + before, false, {}};
  if (after < data.after.size()) {
    attempt.near = rule.failed_after(after);
  } else if (before < data.before.size()) {
    attempt.near = rule.failed_before(before);
  } else {
    attempt.fits = true;
  }
  auto [found, added] = attempts.try_emplace(data.row, attempt);
  if (!added && !found->second.fits &&
      (attempt.fits || attempt.matching > found->second.matching)) {
    found->second = attempt;
  }
}

} // namespace

std::vector<NearMatch> near_matches(const FlatRules &table, std::u32string_view text,
                                    const std::vector<std::size_t> &places) {
  std::vector<NearMatch> all;
  for (std::size_t at : places) {
    std::map<std::size_t, Attempt> attempts; // by row
    for (const Rule &rule : table.rules) {
      RuleAt here(table, rule, text, at);
      if (here.matches_from()) {
        note(attempts, here, rule);
      }
    }
    for (const auto &[row, attempt] : attempts) {
      if (!attempt.fits) {
        all.push_back(attempt.near);
      }
    }
  }
  return all;
}

} // namespace arnorm
