#include "chain/near_rows.h"

#include <optional>

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

  // What to tell of it with so many matching characters in the contexts; nothing where all match.
  std::optional<NearMatch> near(std::size_t after, std::size_t before) const {
    if (after < rule_.after.size()) {
      return NearMatch{at_, rule_.from.size(), 0, true, at_ - 1 - after};
    }
    if (before < rule_.before.size()) {
      return NearMatch{at_, rule_.from.size(), 0, false, end() + before};
    }
    return std::nullopt;
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

// The best that any rule of a row does at a place; nothing where one fits, or none matches.
std::optional<NearMatch> best(const FlatRules &row, std::u32string_view text, std::size_t at) {
  std::optional<NearMatch> best;
  std::size_t most = 0;
  for (const Rule &rule : row.rules) {
    RuleAt here(row, rule, text, at);
    if (!here.matches_from()) {
      continue;
    }
    std::size_t after = here.matching_after();
    std::size_t before = here.matching_before();
    std::optional<NearMatch> near = here.near(after, before);
    if (!near) {
      return std::nullopt;
    }
    if (!best || after + before > most) {
      best = near;
      most = after + before;
    }
  }
  return best;
}

} // namespace

std::vector<NearMatch> near_matches(const std::vector<OrientedRow> &rows, std::u32string_view text,
                                    const std::vector<std::size_t> &places) {
  Report ignored; // the same rows were compiled without an error
  std::vector<FlatRules> flat;
  for (const OrientedRow &row : rows) {
    flat.push_back(flatten({row}, ignored));
  }
  std::vector<NearMatch> all;
  for (std::size_t at : places) {
    for (std::size_t i = 0; i < flat.size(); ++i) {
      if (std::optional<NearMatch> near = best(flat[i], text, at)) {
        near->row = i;
        all.push_back(*near);
      }
    }
  }
  return all;
}

} // namespace arnorm
