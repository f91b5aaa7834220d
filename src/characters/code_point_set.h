// A set of code points, as sorted ranges.
//
// Besides the code points it can hold `edge`, which stands for every position beyond the edges of
// the text. Sets of `from` never hold it; a context's set does where it holds U+FFFF.
#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace arnorm {

class CodePointSet {
public:
  static constexpr char32_t edge = 0x110000;

  struct Range {
    char32_t first;
    char32_t last; // inclusive
    auto operator<=>(const Range &) const = default;
  };

  CodePointSet() = default;
  CodePointSet(std::initializer_list<Range> ranges);
  static CodePointSet single(char32_t c) { return {{c, c}}; }

  bool contains(char32_t c) const;
  bool contains_all(const CodePointSet &other) const;
  bool empty() const { return ranges_.empty(); }
  bool is_single() const { return ranges_.size() == 1 && ranges_[0].first == ranges_[0].last; }
  char32_t first() const { return ranges_[0].first; } // of a set that is not empty
  std::size_t size() const;
  const std::vector<Range> &ranges() const { return ranges_; }

  void add(Range range);
  CodePointSet united(const CodePointSet &other) const;
  CodePointSet minus(const CodePointSet &other) const;

  // Any total order, for maps; libc++ 14 has no <=> of vectors.
  bool operator<(const CodePointSet &other) const { return ranges_ < other.ranges_; }
  bool operator==(const CodePointSet &other) const { return ranges_ == other.ranges_; }

private:
  std::vector<Range> ranges_; // sorted, apart from each other by at least one code point
};

// All surrogates: never in a `from`, because a malformed byte is not to be matched.
const CodePointSet &surrogates();

// A word edge, `$edge`: neither letter nor mark, the edges of the text included.
const CodePointSet &word_edge();

} // namespace arnorm
