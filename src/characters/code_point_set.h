// A set of code points, as sorted ranges.
//
// Besides the code points it can hold `edge`, which stands for every position beyond the edges of
// the text. Sets of `from` never hold it; a context's set does where it holds U+FFFF.
//
// A copy costs next to nothing: a rule file may name one large set thousands of times. A set of one
// range has it inside, larger ones are shared until one of the copies is changed.
#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
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
  bool empty() const { return ranges().empty(); }
  bool is_single() const { return !many_ && one_.first == one_.last; }
  char32_t first() const { return ranges()[0].first; } // of a set that is not empty
  std::size_t size() const;
  // Sorted, apart from each other by at least one code point; as long as the set is not changed.
  // Not of a set without a name, because a loop over the ranges would outlive it.
  std::span<const Range> ranges() const && = delete;
  std::span<const Range> ranges() const & {
    return many_ ? std::span<const Range>(*many_)
                 : std::span<const Range>(&one_, one_.first <= one_.last ? 1 : 0);
  }

  void add(Range range);
  CodePointSet united(const CodePointSet &other) const;
  CodePointSet minus(const CodePointSet &other) const;
  CodePointSet intersected(const CodePointSet &other) const;
  bool meets(const CodePointSet &other) const; // they have a code point in common

  // Any total order, for maps; libc++ 14 has no <=> of sequences.
  bool operator<(const CodePointSet &other) const;
  bool operator==(const CodePointSet &other) const;

private:
  static CodePointSet of(std::vector<Range> sorted);

  Range one_{1, 0};                          // without `many_`; the empty one ends before it begins
  std::shared_ptr<std::vector<Range>> many_; // two ranges or more
};

// All surrogates: never in a `from`, because a malformed byte is not to be matched.
const CodePointSet &surrogates();

// A word edge, `$edge`: neither letter nor mark, the edges of the text included.
const CodePointSet &word_edge();

} // namespace arnorm
