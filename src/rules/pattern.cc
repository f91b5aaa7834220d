#include "rules/pattern.h"

#include <algorithm>

namespace arnorm {

bool PatternItem::operator==(const PatternItem &other) const {
  return group == other.group && min == other.min && max == other.max && set == other.set &&
         items == other.items;
}

bool Pattern::is_literal() const {
  return !items.empty() && std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.group == 0 && item.once() && item.set.is_single();
  });
}

std::u32string Pattern::literal() const {
  std::u32string text;
  for (const PatternItem &item : items) {
    text += item.set.first();
  }
  return text;
}

std::size_t longest_match(const std::vector<PatternItem> &items) {
  std::size_t total = 0;
  for (const PatternItem &item : items) {
    std::size_t once = item.group != 0 ? longest_match(item.items) : 1;
    total = std::min(total + once * static_cast<std::size_t>(item.max), max_matched + 1);
  }
  return total;
}

Pattern literal_pattern(const std::u32string &text, const Span &span) {
  Pattern pattern;
  pattern.span = span;
  for (char32_t c : text) {
    PatternItem item;
    item.set = CodePointSet::single(c);
    item.literal = item.escaped = true;
    pattern.items.push_back(std::move(item));
  }
  return pattern;
}

} // namespace arnorm
