#include "table/character_map.h"

#include <algorithm>

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

bool overlaps(const std::vector<Mapping> &sorted) {
  auto touch = [](const Mapping &a, const Mapping &b) { return a.range.last >= b.range.first; };
  return std::adjacent_find(sorted.begin(), sorted.end(), touch) != sorted.end();
}

// Entries by precedence, each cut down to what none before it has.
std::vector<Mapping> without_overlaps(const std::vector<Mapping> &entries) {
  std::vector<Mapping> result;
  CodePointSet taken;
  for (const Mapping &entry : entries) {
    CodePointSet own = CodePointSet({entry.range}).minus(taken);
    for (const Range &range : own.ranges()) {
      result.push_back({range, entry.to});
    }
    taken.add(entry.range);
  }
  return result;
}

} // namespace

std::optional<CharacterMap> CharacterMap::of_table(const FlatRules &table) {
  CharacterMap map;
  for (const Rule &rule : table.rules) {
    if (!rule.stands_alone()) {
      return std::nullopt;
    }
    std::u32string to = output(rule);
    for (const Range &range : table.sets[rule.from[0]].ranges()) {
      map.entries_.push_back({range, to});
    }
  }
  std::vector<Mapping> by_precedence = map.entries_;
  std::stable_sort(map.entries_.begin(), map.entries_.end(), by_first);
  if (overlaps(map.entries_)) {
    map.entries_ = without_overlaps(by_precedence);
    std::sort(map.entries_.begin(), map.entries_.end(), by_first);
  }
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
