#include "characters/code_point_set.h"

#include <algorithm>

namespace arnorm {

CodePointSet::CodePointSet(std::initializer_list<Range> ranges) {
  for (Range range : ranges) {
    add(range);
  }
}

bool CodePointSet::contains(char32_t c) const {
  auto after = std::upper_bound(ranges_.begin(), ranges_.end(), c,
                                [](char32_t value, const Range &r) { return value < r.first; });
  return after != ranges_.begin() && std::prev(after)->last >= c;
}

bool CodePointSet::contains_all(const CodePointSet &other) const {
  auto mine = ranges_.begin();
  for (const Range &theirs : other.ranges_) {
    while (mine != ranges_.end() && mine->last < theirs.first) {
      ++mine;
    }
    if (mine == ranges_.end() || mine->first > theirs.first || mine->last < theirs.last) {
      return false;
    }
  }
  return true;
}

std::size_t CodePointSet::size() const {
  std::size_t total = 0;
  for (const Range &range : ranges_) {
    total += range.last - range.first + 1;
  }
  return total;
}

void CodePointSet::add(Range range) {
  // Everything that overlaps or touches the new range melts into it.
  auto from = std::lower_bound(ranges_.begin(), ranges_.end(), range.first,
                               [](const Range &r, char32_t c) { return r.last + 1 < c; });
  auto to = from;
  while (to != ranges_.end() && to->first <= range.last + 1) {
    range.first = std::min(range.first, to->first);
    range.last = std::max(range.last, to->last);
    ++to;
  }
  from = ranges_.erase(from, to);
  ranges_.insert(from, range);
}

CodePointSet CodePointSet::united(const CodePointSet &other) const {
  CodePointSet result;
  std::vector<Range> all(ranges_);
  all.insert(all.end(), other.ranges_.begin(), other.ranges_.end());
  std::sort(all.begin(), all.end());
  for (const Range &range : all) {
    if (!result.ranges_.empty() && range.first <= result.ranges_.back().last + 1) {
      result.ranges_.back().last = std::max(result.ranges_.back().last, range.last);
    } else {
      result.ranges_.push_back(range);
    }
  }
  return result;
}

CodePointSet CodePointSet::minus(const CodePointSet &other) const {
  CodePointSet result;
  auto theirs = other.ranges_.begin();
  for (Range range : ranges_) {
    while (theirs != other.ranges_.end() && theirs->last < range.first) {
      ++theirs;
    }
    for (auto cut = theirs; cut != other.ranges_.end() && cut->first <= range.last; ++cut) {
      if (cut->first > range.first) {
        result.ranges_.push_back({range.first, cut->first - 1});
      }
      range.first = cut->last + 1;
    }
    if (range.first <= range.last) {
      result.ranges_.push_back(range);
    }
  }
  return result;
}

const CodePointSet &surrogates() {
  static const CodePointSet set{{0xD800, 0xDFFF}};
  return set;
}

} // namespace arnorm
