#include "characters/code_point_set.h"

#include <algorithm>

namespace arnorm {

CodePointSet::CodePointSet(std::initializer_list<Range> ranges) {
  for (Range range : ranges) {
    add(range);
  }
}

CodePointSet CodePointSet::of(std::vector<Range> sorted) {
  CodePointSet set;
  if (sorted.size() > 1) {
    set.many_ = std::make_shared<std::vector<Range>>(std::move(sorted));
  } else if (!sorted.empty()) {
    set.one_ = sorted[0];
  }
  return set;
}

bool CodePointSet::operator<(const CodePointSet &other) const {
  auto mine = ranges();
  auto theirs = other.ranges();
  return std::lexicographical_compare(mine.begin(), mine.end(), theirs.begin(), theirs.end());
}

bool CodePointSet::operator==(const CodePointSet &other) const {
  auto mine = ranges();
  auto theirs = other.ranges();
  return mine.data() == theirs.data() ||
         std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end());
}

bool CodePointSet::contains(char32_t c) const {
  auto all = ranges();
  auto after = std::upper_bound(all.begin(), all.end(), c,
                                [](char32_t value, const Range &r) { return value < r.first; });
  return after != all.begin() && std::prev(after)->last >= c;
}

bool CodePointSet::contains_all(const CodePointSet &other) const {
  auto all = ranges();
  auto mine = all.begin();
  for (const Range &theirs : other.ranges()) {
    while (mine != all.end() && mine->last < theirs.first) {
      ++mine;
    }
    if (mine == all.end() || mine->first > theirs.first || mine->last < theirs.last) {
      return false;
    }
  }
  return true;
}

std::size_t CodePointSet::size() const {
  std::size_t total = 0;
  for (const Range &range : ranges()) {
    total += range.last - range.first + 1;
  }
  return total;
}

void CodePointSet::add(Range range) {
  if (empty()) {
    one_ = range;
    many_.reset();
    return;
  }
  if (!many_ || many_.use_count() > 1) {
    auto all = ranges();
    many_ = std::make_shared<std::vector<Range>>(all.begin(), all.end());
  }
  // Everything that overlaps or touches the new range melts into it.
  auto from = std::lower_bound(many_->begin(), many_->end(), range.first,
                               [](const Range &r, char32_t c) { return r.last + 1 < c; });
  auto to = from;
  while (to != many_->end() && to->first <= range.last + 1) {
    range.first = std::min(range.first, to->first);
    range.last = std::max(range.last, to->last);
    ++to;
  }
  from = many_->erase(from, to);
  many_->insert(from, range);
  if (many_->size() == 1) {
    one_ = range;
    many_.reset();
  }
}

CodePointSet CodePointSet::united(const CodePointSet &other) const {
  std::vector<Range> all(ranges().begin(), ranges().end());
  all.insert(all.end(), other.ranges().begin(), other.ranges().end());
  std::sort(all.begin(), all.end());
  std::vector<Range> result;
  for (const Range &range : all) {
    if (!result.empty() && range.first <= result.back().last + 1) {
      result.back().last = std::max(result.back().last, range.last);
    } else {
      result.push_back(range);
    }
  }
  return of(std::move(result));
}

CodePointSet CodePointSet::minus(const CodePointSet &other) const {
  std::vector<Range> result;
  auto all = other.ranges();
  auto theirs = all.begin();
  for (Range range : ranges()) {
    while (theirs != all.end() && theirs->last < range.first) {
      ++theirs;
    }
    for (auto cut = theirs; cut != all.end() && cut->first <= range.last; ++cut) {
      if (cut->first > range.first) {
        result.push_back({range.first, cut->first - 1});
      }
      range.first = cut->last + 1;
    }
    if (range.first <= range.last) {
      result.push_back(range);
    }
  }
  bool same = std::equal(result.begin(), result.end(), ranges().begin(), ranges().end());
  return same ? *this : of(std::move(result)); // shared with this one
}

CodePointSet CodePointSet::intersected(const CodePointSet &other) const {
  return minus(minus(other));
}

bool CodePointSet::meets(const CodePointSet &other) const {
  auto x = ranges();
  auto y = other.ranges();
  for (std::size_t i = 0, k = 0; i < x.size() && k < y.size();) {
    if (x[i].last < y[k].first) {
      ++i;
    } else if (y[k].last < x[i].first) {
      ++k;
    } else {
      return true;
    }
  }
  return false;
}

const CodePointSet &surrogates() {
  static const CodePointSet set{{0xD800, 0xDFFF}};
  return set;
}

} // namespace arnorm
