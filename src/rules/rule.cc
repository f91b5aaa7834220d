#include "rules/rule.h"

namespace arnorm {

std::size_t SetPool::Hash::operator()(const CodePointSet &set) const {
  std::uint64_t hash = 0;
  for (auto [first, last] : set.ranges()) {
    hash = (hash ^ first ^ (std::uint64_t{last} << 32)) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
    hash ^= hash >> 32;
  }
  return static_cast<std::size_t>(hash);
}

SetPool::Id SetPool::add(const CodePointSet &set) {
  auto [at, fresh] = ids_.emplace(set, static_cast<Id>(sets_.size()));
  if (fresh) {
    sets_.push_back(&at->first);
    members_.push_back(set.size());
  }
  return at->second;
}

bool SetPool::covers(Id a, Id b) const { return a == b || sets_[a]->contains_all(*sets_[b]); }

} // namespace arnorm
