#include "table/start_filter.h"

#include <optional>
#include <set>

namespace arnorm {
namespace {

constexpr std::array places{0, 1, -1, 2};

// The set of characters that a rule allows at each of the places; nothing where it allows all.
using Allowed = std::array<std::optional<SetPool::Id>, places.size()>;

std::optional<SetPool::Id> allowed_at(const Rule &rule, int place) {
  if (place < 0) {
    return rule.after.empty() ? std::nullopt : std::optional(rule.after.back());
  }
  auto i = static_cast<std::size_t>(place);
  std::size_t length = rule.from.size();
  return i < length                        ? std::optional(rule.from[i])
         : i < length + rule.before.size() ? std::optional(rule.before[i - length])
                                           : std::nullopt;
}

Allowed allowed_by(const Rule &rule) {
  Allowed allowed;
  std::transform(places.begin(), places.end(), allowed.begin(),
                 [&](int place) { return allowed_at(rule, place); });
  return allowed;
}

} // namespace

// Rules that allow similar characters share a bucket: they are sorted, and each bucket has as many.
StartFilter::StartFilter(const FlatRules &table, const CharacterClasses &classes) {
  std::set<Allowed> distinct;
  for (const Rule &rule : table.rules) {
    distinct.insert(allowed_by(rule));
  }
  std::vector<Bits> of_set(classes.set_count());
  Bits of_all = 0;
  std::size_t rank = 0;
  for (const Allowed &allowed : distinct) {
    Bits bucket = Bits{1} << (rank++ * bucket_count / distinct.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      (allowed[i] ? of_set[*allowed[i]] : of_all) |= bucket << shift(places[i]);
    }
  }
  std::vector<Bits> of_class(classes.count(), of_all);
  for (std::size_t c = 0; c < classes.count(); ++c) {
    classes.sets_of(static_cast<std::uint16_t>(c)).for_each([&](SetPool::Id set) {
      of_class[c] |= of_set[set];
    });
  }
  Bits of_others = of_all;
  for (std::size_t set = 0; set < of_set.size(); ++set) {
    const auto &ranges = table.sets[static_cast<SetPool::Id>(set)].ranges();
    of_others |= !ranges.empty() && ranges.back().last >= others ? of_set[set] : 0;
  }
  add(others, of_others); // the first, with which all others are merged if there are too many
  std::vector<char32_t> known(classes.count(), others); // a character of each class
  for (char32_t c = 0; c < others; ++c) {
    char32_t &same = known[classes.of(c)];
    if (same == others) {
      add(c, of_class[classes.of(c)]);
      same = c;
    }
    numbers_[c] = numbers_[same];
  }
  distinct_.shrink_to_fit();
}

void StartFilter::add(char32_t c, Bits bits) {
  constexpr std::size_t max = 256;
  auto at = std::find(distinct_.begin(), distinct_.end(), bits);
  if (at == distinct_.end() && distinct_.size() == max) {
    at = distinct_.begin();
    *at |= bits;
  } else if (at == distinct_.end()) {
    distinct_.push_back(bits);
    at = distinct_.end() - 1;
  }
  numbers_[c] = static_cast<std::uint8_t>(at - distinct_.begin());
}

} // namespace arnorm
