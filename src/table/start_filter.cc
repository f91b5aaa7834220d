#include "table/start_filter.h"

#include <bitset>
#include <functional>
#include <numeric>
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

std::vector<Allowed> allowed_by_all(const FlatRules &table) {
  std::set<Allowed> distinct;
  for (const Rule &rule : table.rules) {
    distinct.insert(allowed_by(rule));
  }
  return {distinct.begin(), distinct.end()};
}

// Classes of characters, a bit for each.
using Classes = std::vector<std::uint64_t>;

// Which rules should share a bucket. A bucket allows at each place what any of its rules does, so
// what it names beside the matches grows with each rule; here a rule joins the one that grows
// least. How much a bucket names is the product of how often its four sets stand in a text: marks
// and spaces are a good deal more frequent than letters.
class Buckets {
public:
  Buckets(const CharacterClasses &classes, std::size_t count)
      : words_((classes.count() + 63) / 64), frequent_(words_),
        of_set_(classes.set_count(), Classes(words_)), buckets_(count) {
    for (std::size_t c = 0; c < classes.count(); ++c) {
      classes.sets_of(static_cast<std::uint16_t>(c)).for_each([&](SetPool::Id set) {
        add(c, of_set_[set]);
      });
    }
    for (char32_t c = 0x64B; c <= 0x652; ++c) { // FATHATAN to SUKUN
      add(classes.of(c), frequent_);
    }
    add(classes.of(U' '), frequent_);
    all_ = classes.count();
    for (std::uint64_t word : frequent_) {
      all_ += more_frequent * std::bitset<64>(word).count();
    }
  }

  // How much rules that allow this name alone.
  double share(const Allowed &allowed) const { return share(Bucket{}, allowed); }

  // The bucket that has become that of the rules.
  std::size_t join(const Allowed &allowed) {
    std::size_t best = 0;
    double growth = 2; // more than any
    for (std::size_t i = 0; i < buckets_.size() && growth > 0; ++i) {
      double more = share(buckets_[i], allowed) - buckets_[i].share;
      if (more < growth) {
        best = i;
        growth = more;
      }
    }
    add(allowed, buckets_[best]);
    return best;
  }

private:
  static constexpr std::size_t more_frequent = 5;
  struct Bucket {
    std::array<Classes, places.size()> allowed;
    std::array<bool, places.size()> allows_all{};
    double share = 0;
  };

  static void add(std::size_t of_class, Classes &classes) {
    classes[of_class / 64] |= std::uint64_t{1} << of_class % 64;
  }

  // What a bucket names, and rules that allow this too.
  double share(const Bucket &bucket, const Allowed &allowed) const {
    double share = 1;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (allowed[i] && !bucket.allows_all[i]) {
        share *= frequency(bucket.allowed[i], of_set_[*allowed[i]]);
      }
    }
    return share;
  }

  double frequency(const Classes &some, const Classes &more) const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < more.size(); ++i) {
      std::uint64_t both = more[i] | (some.empty() ? 0 : some[i]);
      sum += std::bitset<64>(both).count();
      sum += more_frequent * std::bitset<64>(both & frequent_[i]).count();
    }
    return static_cast<double>(sum) / static_cast<double>(all_);
  }

  void add(const Allowed &allowed, Bucket &bucket) const {
    bucket.share = share(bucket, allowed);
    for (std::size_t i = 0; i < places.size(); ++i) {
      bucket.allows_all[i] = bucket.allows_all[i] || !allowed[i];
      if (!bucket.allows_all[i]) {
        const Classes &more = of_set_[*allowed[i]];
        bucket.allowed[i].resize(words_);
        std::transform(more.begin(), more.end(), bucket.allowed[i].begin(),
                       bucket.allowed[i].begin(), std::bit_or<>());
      }
    }
  }

  std::size_t words_;
  Classes frequent_;
  std::vector<Classes> of_set_;
  std::vector<Bucket> buckets_;
  std::size_t all_ = 0;
};

// The bucket of each: those that name most go first, so that others can join them at no cost. Where
// that would take long, each bucket has as many of them, in their order.
std::vector<std::size_t> buckets_of(const std::vector<Allowed> &all,
                                    const CharacterClasses &classes, std::size_t count) {
  constexpr std::size_t max_bits = 1 << 18; // a few milliseconds
  std::vector<std::size_t> result(all.size());
  if ((all.size() + classes.set_count()) * classes.count() > max_bits) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      result[i] = i * count / all.size();
    }
    return result;
  }
  Buckets buckets(classes, count);
  std::vector<double> shares(all.size());
  std::transform(all.begin(), all.end(), shares.begin(),
                 [&](const Allowed &allowed) { return buckets.share(allowed); });
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
  for (std::size_t i : order) {
    result[i] = buckets.join(all[i]);
  }
  return result;
}

} // namespace

StartFilter::StartFilter(const FlatRules &table, const CharacterClasses &classes) {
  std::vector<Allowed> all = allowed_by_all(table);
  std::vector<std::size_t> buckets = buckets_of(all, classes, bucket_count);
  std::vector<Bits> of_set(classes.set_count());
  Bits of_all = 0;
  for (std::size_t rule = 0; rule < all.size(); ++rule) {
    Bits bucket = Bits{1} << buckets[rule];
    for (std::size_t i = 0; i < places.size(); ++i) {
      (all[rule][i] ? of_set[*all[rule][i]] : of_all) |= bucket << shift(places[i]);
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
  add(others, ~of_others); // the first, with which all others are merged if there are too many
  std::vector<char32_t> known(classes.count(), others); // a character of each class
  for (char32_t c = 0; c < others; ++c) {
    char32_t &same = known[classes.of(c)];
    if (same == others) {
      add(c, ~of_class[classes.of(c)]);
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
    *at &= bits;
  } else if (at == distinct_.end()) {
    distinct_.push_back(bits);
    at = distinct_.end() - 1;
  }
  numbers_[c] = static_cast<std::uint8_t>(at - distinct_.begin());
}

} // namespace arnorm
