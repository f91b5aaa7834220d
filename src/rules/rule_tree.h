// Finds among rules one that matches whatever another rule matches.
//
// Knows what rules ask of the text, and nothing of what they write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/rule.h"

namespace arnorm {

// The rules that are kept, to find one that covers another: it matches every text that the other
// one matches, at least as long. So it asks for no more characters on either side, and where it
// asks, its sets hold those of the other one. Rules come longest first; length needs no look.
//
// A tree over what rules ask for, in which a stretch that does not branch is one edge. The rules
// `[ab]cd` and `[ab]ce` are an edge `[ab] c` with two edges below it, `d` and `e`. To cover a
// single character takes the same character or a set, so an edge is found by how it begins, and
// only those that begin with a set are tried one by one. Those stand by size: what has no more
// members than the other set and is not the same cannot hold it.
class RuleTree {
public:
  // Adds to `steps` how often sets are compared.
  RuleTree(const SetPool &sets, std::size_t &steps) : sets_(sets), steps_(steps) {}

  void add(const Rule &rule, std::size_t number); // numbers rise

  // The first one that covers the rule.
  std::optional<std::size_t> covering(const Rule &rule);

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct Edge {
    std::vector<SetPool::Id> label;
    std::size_t node;
  };
  struct Node {
    std::size_t first;             // rule at or below this node
    std::size_t rule = none;       // whose key ends here
    std::vector<SetPool::Id> wide; // edges that begin with more than one character, largest first
  };
  using Place = std::pair<std::size_t, SetPool::Id>; // a node, and how the edge begins
  struct Hash {
    std::size_t operator()(const Place &place) const {
      std::uint64_t key = std::uint64_t{place.first} << 32 ^ place.second;
      return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15 >> 32); // 2^64 / golden ratio
    }
  };

  std::size_t new_node(std::size_t first);
  void add_edge(std::size_t node, Edge edge);
  void split(Edge &edge, std::size_t length);
  void search(std::size_t node, std::size_t at, const std::vector<SetPool::Id> &wanted);
  void follow(std::size_t node, SetPool::Id begin, std::size_t at,
              const std::vector<SetPool::Id> &wanted);
  bool covers(SetPool::Id a, SetPool::Id b);

  const SetPool &sets_;
  std::size_t &steps_;
  std::vector<Node> nodes_{{0, none, {}}};
  std::unordered_map<Place, Edge, Hash> edges_;
  std::vector<SetPool::Id> forward_, backward_; // of the rule that is looked for
  std::size_t best_ = none;
};

} // namespace arnorm
