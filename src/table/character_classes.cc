#include "table/character_classes.h"

#include <algorithm>
#include <array>
#include <numeric>
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

// By code point, eleven bits at a time: there are tens of thousands of borders.
void sort(std::vector<Border> &borders) {
  constexpr int bits = 11;
  std::vector<Border> sorted(borders.size());
  for (int shift : {0, bits}) {
    std::array<std::size_t, (1U << bits) + 1> begins{};
    auto digit = [&](const Border &border) { return border.at >> shift & ((1U << bits) - 1); };
    for (const Border &border : borders) {
      ++begins[digit(border) + 1];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    for (const Border &border : borders) {
      sorted[begins[digit(border)]++] = border;
    }
    std::swap(borders, sorted);
  }
}

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
  sort(result);
  return result;
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
  for (char32_t c = 0; c < near_.size(); ++c) {
    near_[c] = classes_[c];
  }
}

std::size_t CharacterClasses::bytes() const {
  std::size_t sum = classes_.bytes() + sizeof near_ + members_.size() * sizeof(SetNumbers);
  for (const SetNumbers &sets : members_) {
    sum += sets.bytes();
  }
  return sum;
}

} // namespace arnorm
