#include "rules/pattern.h"

#include <algorithm>

namespace arnorm {

bool PatternItem::operator==(const PatternItem &other) const {
  return group == other.group && min == other.min && max == other.max && set == other.set &&
         choices == other.choices;
}

bool is_literal(const std::vector<PatternItem> &items) {
  return !items.empty() && std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.is_set() && item.once() && item.set.is_single();
  });
}

std::u32string literal(const std::vector<PatternItem> &items) {
  std::u32string text;
  for (const PatternItem &item : items) {
    text += item.set.first();
  }
  return text;
}

bool Pattern::is_literal() const { return arnorm::is_literal(items); }

std::u32string Pattern::literal() const { return arnorm::literal(items); }

std::optional<std::u32string> Pattern::first_literal() const {
  bool choice = items.size() == 1 && !items[0].is_set() && items[0].group == 0 && items[0].once();
  const std::vector<PatternItem> &first = choice ? items[0].choices[0] : items;
  return arnorm::is_literal(first) ? std::optional(arnorm::literal(first)) : std::nullopt;
}

bool can_be_empty(const std::vector<PatternItem> &items) {
  return std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.min == 0 || std::any_of(item.choices.begin(), item.choices.end(), can_be_empty);
  });
}

std::size_t count_items(const std::vector<PatternItem> &items) {
  std::size_t sum = items.size();
  for (const PatternItem &item : items) {
    for (const std::vector<PatternItem> &choice : item.choices) {
      sum += count_items(choice);
    }
  }
  return sum;
}

std::size_t nesting(const std::vector<PatternItem> &items) {
  std::size_t most = 0;
  for (const PatternItem &item : items) {
    for (const std::vector<PatternItem> &choice : item.choices) {
      most = std::max(most, nesting(choice) + 1);
    }
  }
  return most;
}

void for_each_set(std::vector<PatternItem> &items,
                  const std::function<void(CodePointSet &)> &call) {
  for (PatternItem &item : items) {
    if (item.is_set()) {
      call(item.set);
    }
    for (std::vector<PatternItem> &choice : item.choices) {
      for_each_set(choice, call);
    }
  }
}

std::size_t longest_match(const std::vector<PatternItem> &items) {
  std::size_t total = 0;
  for (const PatternItem &item : items) {
    std::size_t once = item.is_set() ? 1 : 0;
    for (const std::vector<PatternItem> &choice : item.choices) {
      once = std::max(once, longest_match(choice));
    }
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
