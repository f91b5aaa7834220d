// A rule of fixed length, and the sets that the rules of a table share.
//
// Knows neither rows nor which rule goes first: rules/flat_rules.h does.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "characters/code_point_set.h"

namespace arnorm {

// The distinct sets of a table.
class SetPool {
public:
  using Id = std::uint32_t;
  SetPool() = default;
  SetPool(SetPool &&) = default; // sets_ points into ids_, which a copy would not share
  SetPool &operator=(SetPool &&) = default;
  Id add(const CodePointSet &set);
  const CodePointSet &operator[](Id id) const { return *sets_[id]; }
  std::size_t size() const { return sets_.size(); }
  // Whether set `a` contains set `b`.
  bool covers(Id a, Id b) const;
  std::size_t members(Id id) const { return members_[id]; } // how many it has

private:
  struct Hash {
    std::size_t operator()(const CodePointSet &set) const;
  };
  std::unordered_map<CodePointSet, Id, Hash> ids_;
  std::vector<const CodePointSet *> sets_;
  std::vector<std::size_t> members_;
};

// A piece of a rule's output: a text, or the part [begin, end) of the match.
struct OutputPiece {
  std::u32string text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_text = true;
};

// A row in which all counts are fixed.
struct Rule {
  std::vector<SetPool::Id> after; // the item adjacent to the match is last
  std::vector<SetPool::Id> from;
  std::vector<SetPool::Id> before;
  std::vector<OutputPiece> to;
  std::size_t row = 0; // index into FlatRules::rows

  // Whether the rule matches one character in any context.
  bool stands_alone() const { return from.size() == 1 && after.empty() && before.empty(); }
};

} // namespace arnorm
