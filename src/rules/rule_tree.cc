#include "rules/rule_tree.h"

#include <algorithm>

namespace arnorm {
namespace {

constexpr SetPool::Id end_of_match = 0xFFFFFFFF; // in a key: what stands before the match follows

// What a rule asks of the text: from the first character of the match to the right, then from the
// match to the left.
std::vector<SetPool::Id> key_of(const Rule &rule) {
  std::vector<SetPool::Id> key = rule.from;
  key.insert(key.end(), rule.before.begin(), rule.before.end());
  key.push_back(end_of_match);
  key.insert(key.end(), rule.after.rbegin(), rule.after.rend());
  return key;
}

} // namespace

void RuleTree::add(const Rule &rule, std::size_t number) {
  std::vector<SetPool::Id> key = key_of(rule);
  std::size_t node = 0;
  for (std::size_t at = 0; at < key.size();) {
    auto found = edges_.find({node, key[at]});
    if (found == edges_.end()) {
      std::size_t leaf = new_node(number);
      add_edge(node, {{key.begin() + static_cast<std::ptrdiff_t>(at), key.end()}, leaf});
      nodes_[leaf].rule = number;
      return;
    }
    Edge &edge = found->second;
    std::size_t same = 1;
    while (same < edge.label.size() && at + same < key.size() &&
           edge.label[same] == key[at + same]) {
      ++same;
    }
    if (same < edge.label.size()) {
      split(edge, same);
    }
    node = edge.node;
    at += same;
  }
  nodes_[node].rule = std::min(nodes_[node].rule, number);
}

std::optional<std::size_t> RuleTree::covering(const Rule &rule) {
  forward_ = rule.from;
  forward_.insert(forward_.end(), rule.before.begin(), rule.before.end());
  backward_.assign(rule.after.rbegin(), rule.after.rend());
  best_ = none;
  search(0, 0, forward_);
  return best_ == none ? std::nullopt : std::optional(best_);
}

std::size_t RuleTree::new_node(std::size_t first) {
  nodes_.push_back({first, none, {}});
  return nodes_.size() - 1;
}

void RuleTree::add_edge(std::size_t node, Edge edge) {
  SetPool::Id id = edge.label[0];
  edges_.emplace(Place{node, id}, std::move(edge));
  if (id != end_of_match && !sets_[id].is_single()) {
    auto &wide = nodes_[node].wide;
    auto larger = [&](SetPool::Id a, SetPool::Id b) { return sets_.members(a) > sets_.members(b); };
    wide.insert(std::upper_bound(wide.begin(), wide.end(), id, larger), id);
  }
}

// Puts a node between the first `length` sets of an edge and the rest.
void RuleTree::split(Edge &edge, std::size_t length) {
  auto cut = edge.label.begin() + static_cast<std::ptrdiff_t>(length);
  std::size_t middle = new_node(nodes_[edge.node].first);
  Edge rest{{cut, edge.label.end()}, edge.node};
  edge.label.erase(cut, edge.label.end());
  edge.node = middle;
  add_edge(middle, std::move(rest));
}

// Looks below a node for rules that ask for no more than `wanted` from `at` on.
void RuleTree::search(std::size_t node, std::size_t at, const std::vector<SetPool::Id> &wanted) {
  ++steps_;
  if (nodes_[node].first >= best_) {
    return;
  }
  best_ = std::min(best_, nodes_[node].rule);
  follow(node, end_of_match, at, wanted);
  if (at == wanted.size()) {
    return;
  }
  follow(node, wanted[at], at, wanted);
  for (SetPool::Id id : nodes_[node].wide) {
    if (sets_.members(id) <= sets_.members(wanted[at])) {
      return;
    }
    if (covers(id, wanted[at])) {
      follow(node, id, at, wanted);
    }
  }
}

void RuleTree::follow(std::size_t node, SetPool::Id begin, std::size_t at,
                      const std::vector<SetPool::Id> &wanted) {
  auto found = edges_.find({node, begin});
  if (found == edges_.end() || nodes_[found->second.node].first >= best_) {
    return;
  }
  const std::vector<SetPool::Id> *now = &wanted;
  const auto &label = found->second.label;
  for (std::size_t i = 0; i < label.size(); ++i, ++at) {
    if (label[i] == end_of_match) {
      now = &backward_;
      at = static_cast<std::size_t>(-1); // the next one is the first
    } else if (at >= now->size() || (i > 0 && !covers(label[i], (*now)[at]))) {
      return;
    }
  }
  search(found->second.node, at, *now);
}

bool RuleTree::covers(SetPool::Id a, SetPool::Id b) {
  steps_ += a == b ? 1 : 1 + std::min(sets_[a].ranges().size(), sets_[b].ranges().size());
  return sets_.covers(a, b);
}

} // namespace arnorm
