// Where a rule of a table may begin: a quick test, so that most of a text is never looked at
// closely.
//
// An example, with the rules "ab before c", "b after d" and "c". Rules are in up to sixteen
// buckets; here each has its own. A character has, for each bucket, a bit for each of four places:
// whether the rules of that bucket allow it there.
//
//   place                     -1       0        +1       +2
//   allowed by 1 (ab + c)     any      a        b        c
//   allowed by 2 (b after d)  d        b        any      any
//   allowed by 3 (c)          any      c        any      any
//
// At the b of "abc": bucket 1 does not allow it at place 0, bucket 2 does not allow the a before
// it, bucket 3 allows no b. No rule begins there. At the c, bucket 3 allows all four characters.
//
// The test may be wrong in one way only: it may name a place where no rule matches. All characters
// from U+0800 on, and the edges of the text, share their bits.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "table/character_classes.h"

namespace arnorm {

class StartFilter {
public:
  static constexpr std::size_t max_behind = 1; // how far the test looks back

  StartFilter(const FlatRules &table, const CharacterClasses &classes);

  // The first place in [at, end) where a rule may begin, or `end`. The text is known up to `known`,
  // and from at - 1 on.
  std::size_t next(const char32_t *text, std::size_t at, std::size_t end, std::size_t known) const {
    auto bits_at = [&](std::size_t i) { return i < known ? bits(text[i]) : ~Bits{0}; };
    Bits before = bits_at(at - 1);
    Bits here = bits_at(at);
    Bits after = bits_at(at + 1);
    for (; at < end; ++at) {
      Bits last = bits_at(at + 2);
      if (((before >> shift(-1)) & here & (after >> shift(1)) & (last >> shift(2)) & all) != 0) {
        return at;
      }
      before = here;
      here = after;
      after = last;
    }
    return end;
  }

  std::size_t bytes() const { return distinct_.capacity() * sizeof(Bits); }

private:
  using Bits = std::uint64_t; // sixteen for each place
  static constexpr Bits all = 0xFFFF;
  static constexpr std::size_t bucket_count = 16;
  static constexpr char32_t others = 0x800; // stands for all characters from there on

  static constexpr int shift(int place) { return place < 0 ? 48 : 16 * place; }
  Bits bits(char32_t c) const { return distinct_[numbers_[std::min(c, others)]]; }
  void add(char32_t c, Bits bits);

  std::array<std::uint8_t, others + 1> numbers_{}; // by character: index into distinct_
  std::vector<Bits> distinct_;
};

} // namespace arnorm
