#include "table/character_map.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace arnorm {
namespace {

using Mapping = CharacterMap::Mapping;
using Range = CodePointSet::Range;

std::u32string output(const Rule &rule) {
  std::u32string to;
  for (const OutputPiece &piece : rule.to) {
    if (piece.is_text) {
      to += piece.text;
    } else if (piece.begin < piece.end) {
      to += CharacterMap::self;
    }
  }
  return to;
}

bool by_first(const Mapping &a, const Mapping &b) { return a.range.first < b.range.first; }

// The code points that the rules so far have taken, and those that a set adds to them. Every
// stretch of code points is taken once, so that all sets together cost as much as their ranges.
class Taken {
public:
  // Calls `free` for each stretch of the range that nothing had before.
  template <typename Free> void take(Range range, const Free &free) {
    auto at = ranges_.upper_bound(range.first);
    if (at != ranges_.begin() && std::prev(at)->second >= range.first) {
      --at;
    }
    Range all = range;
    char32_t begin = range.first;
    while (at != ranges_.end() && at->first <= range.last) {
      if (at->first > begin) {
        free(Range{begin, at->first - 1});
      }
      begin = at->second + 1;
      all = {std::min(all.first, at->first), std::max(all.last, at->second)};
      at = ranges_.erase(at);
    }
    if (begin <= range.last) {
      free(Range{begin, range.last});
    }
    ranges_[all.first] = all.last;
  }

private:
  std::map<char32_t, char32_t> ranges_; // first and last
};

} // namespace

std::optional<CharacterMap> CharacterMap::of_table(const FlatRules &table) {
  if (!std::all_of(table.rules.begin(), table.rules.end(),
                   [](const Rule &rule) { return rule.stands_alone(); })) {
    return std::nullopt;
  }
  CharacterMap map;
  Taken taken;
  std::size_t written = 0;
  for (const Rule &rule : table.rules) {
    std::u32string to = output(rule);
    if (written > max_written) {
      return std::nullopt;
    }
    for (const Range &range : table.sets[rule.from[0]].ranges()) {
      taken.take(range, [&](const Range &own) {
        map.entries_.push_back({own, to});
        written += 1 + to.size();
      });
    }
  }
  std::sort(map.entries_.begin(), map.entries_.end(), by_first);
  return map;
}

CharacterMap CharacterMap::of_removal(const CodePointSet &set) {
  CharacterMap map;
  const CodePointSet characters = set.minus(surrogates());
  for (const Range &range : characters.ranges()) {
    map.entries_.push_back({range, {}});
  }
  return map;
}

const CharacterMap::Mapping *CharacterMap::find(char32_t c) const {
  auto at = std::partition_point(entries_.begin(), entries_.end(),
                                 [&](const Mapping &entry) { return entry.range.last < c; });
  return at != entries_.end() && at->range.first <= c ? &*at : nullptr;
}

std::size_t CharacterMap::written() const {
  std::size_t sum = 0;
  for (const Mapping &entry : entries_) {
    sum += 1 + entry.to.size();
  }
  return sum;
}

std::size_t CharacterMap::longest() const {
  std::size_t longest = 1;
  for (const Mapping &entry : entries_) {
    longest = std::max(longest, entry.to.size());
  }
  return longest;
}

std::u32string CharacterMap::at(char32_t c) const {
  const Mapping *entry = find(c);
  if (entry == nullptr) {
    return std::u32string(1, c);
  }
  std::u32string result = entry->to;
  std::replace(result.begin(), result.end(), self, c);
  return result;
}

// `to` for a range, with `next` run over it; cut where `next` treats parts of the range otherwise.
void CharacterMap::append(Range range, const std::u32string &to, const CharacterMap &next,
                          std::vector<Mapping> &out) const {
  bool has_self = to.find(self) != std::u32string::npos;
  for (char32_t first = range.first;;) {
    auto beyond =
        std::partition_point(next.entries_.begin(), next.entries_.end(),
                             [&](const Mapping &entry) { return entry.range.last < first; });
    const bool inside = beyond != next.entries_.end() && beyond->range.first <= first;
    char32_t last = range.last;
    if (has_self && beyond != next.entries_.end()) {
      last = std::min(last,
                      inside ? beyond->range.last : static_cast<char32_t>(beyond->range.first - 1));
    }
    std::u32string result;
    for (char32_t c : to) {
      if (c == self) {
        result += inside ? beyond->to : std::u32string(1, self);
      } else {
        result += next.at(c);
      }
    }
    out.push_back({{first, last}, std::move(result)});
    if (last == range.last) {
      return;
    }
    first = last + 1;
  }
}

CharacterMap CharacterMap::then(const CharacterMap &next) const {
  CharacterMap result;
  const std::u32string itself(1, self);
  auto mine = entries_.begin();
  for (const Mapping &entry : next.entries_) { // what only the next one changes
    char32_t first = entry.range.first;
    for (; mine != entries_.end() && mine->range.last < first; ++mine) {
    }
    for (auto other = mine; first <= entry.range.last; ++other) {
      bool clear = other == entries_.end() || other->range.first > entry.range.last;
      if (clear || other->range.first > first) {
        char32_t last = clear ? entry.range.last : other->range.first - 1;
        result.entries_.push_back({{first, last}, entry.to});
      }
      if (clear) {
        break;
      }
      first = other->range.last + 1;
    }
  }
  for (const Mapping &entry : entries_) {
    append(entry.range, entry.to, next, result.entries_);
  }
  std::sort(result.entries_.begin(), result.entries_.end(), by_first);
  return result;
}

} // namespace arnorm
