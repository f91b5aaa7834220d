#include "table/left_contexts.h"

#include <algorithm>
#include <unordered_map>

namespace arnorm {

LeftPrefixes::LeftPrefixes(const FlatRules &table) : children_(1) {
  std::unordered_map<std::uint64_t, std::uint32_t> known; // by prefix and set
  for (const Rule &rule : table.rules) {
    std::uint32_t prefix = 0;
    for (SetPool::Id set : rule.after) {
      auto [at, is_new] = known.emplace(std::uint64_t{prefix} << 32 | set,
                                        static_cast<std::uint32_t>(children_.size()));
      if (is_new) {
        children_[prefix].push_back({set, at->second});
        children_.emplace_back();
      }
      prefix = at->second;
    }
  }
}

std::size_t LeftPrefixes::bytes() const {
  // Each is a child, but the first.
  return children_.size() * (sizeof(std::vector<Child>) + sizeof(Child));
}

LeftPrefixes::Prefixes LeftPrefixes::next(const Prefixes &before, const CharacterClasses &classes,
                                          std::uint16_t of_class) const {
  Prefixes result;
  auto add_children = [&](std::uint32_t prefix) {
    for (const Child &child : children_[prefix]) {
      if (classes.contains(child.set, of_class)) {
        result.push_back(child.prefix);
      }
    }
  };
  add_children(0);
  std::for_each(before.begin(), before.end(), add_children);
  std::sort(result.begin(), result.end());
  return result;
}

std::optional<std::uint32_t> LeftContexts::number(std::u32string_view text) {
  if (text.size() > max_text || prefixes_.size() > max_prefixes) {
    return std::nullopt;
  }
  if (by_number_.empty()) {
    add({}); // after nothing that a context asks for
  }
  std::uint32_t number = 0;
  for (char32_t c : text) {
    number = next(number, classes_.of(c));
    if (number == too_many) {
      return std::nullopt;
    }
  }
  if (texts_[number].empty()) {
    texts_[number] = text;
  }
  return number;
}

std::uint32_t LeftContexts::next(std::uint32_t number, std::uint16_t of_class) {
  std::uint32_t known = next_[number][of_class];
  if (known == not_known) {
    known = add(prefixes_.next(*by_number_[number], classes_, of_class));
    next_[number][of_class] = known;
  }
  return known;
}

std::uint32_t LeftContexts::add(LeftPrefixes::Prefixes prefixes) {
  auto at = known_.find(prefixes);
  if (at == known_.end()) {
    std::size_t cells = (known_.size() + 1) * classes_.count();
    if (known_.size() == max_numbers || (cells > max_cells && !known_.empty())) {
      return too_many;
    }
    at = known_.emplace(std::move(prefixes), static_cast<std::uint32_t>(known_.size())).first;
    by_number_.push_back(&at->first);
    texts_.emplace_back();
    next_.emplace_back(classes_.count(), not_known);
  }
  return at->second;
}

} // namespace arnorm
