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
// from U+0700 on, and the edges of the text, share their bits.
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
  static constexpr std::size_t max_ahead = 2;  // and ahead

  StartFilter(const FlatRules &table, const CharacterClasses &classes);

  // The first place in [at, end) where a rule may begin, or `end`. The text is known up to `known`,
  // and from at - 1 on.
  std::size_t next(const char32_t *text, std::size_t at, std::size_t end, std::size_t known) const {
    auto take = [&](Bits state, std::size_t i) {
      return state << bucket_count | (i < known ? forbidden(text[i]) : 0);
    };
    Bits state = take(take(take(0, at - 1), at), at + 1);
    at = skip(text, at, std::min(end, known - std::min(known, max_ahead)), state);
    for (; at < end; ++at) {
      state = take(state, at + max_ahead);
      if (allows_any(state)) {
        break;
      }
    }
    return at;
  }

  std::size_t bytes() const { return distinct_.capacity() * sizeof(Bits); }

private:
  // Sixteen bits for each place. The text is read with the algorithm Shift-Or: each character moves
  // the bits of the ones before it to the next place, and adds its own. So those of the last place
  // show what any of four characters forbids, each at its own place.
  using Bits = std::uint64_t;
  static constexpr std::size_t bucket_count = 16;
  static constexpr char32_t others = 0x700; // stands for all characters from there on

  static constexpr std::size_t shift(int place) {
    return bucket_count * static_cast<std::size_t>(place + 1);
  }
  static bool allows_any(Bits state) { return state < Bits{0xFFFF} << shift(2); }
  Bits forbidden(char32_t c) const { return distinct_[numbers_[std::min(c, others)]]; }
  void add(char32_t c, Bits bits);

  // Goes on in steps of four characters while no rule may begin at any of them. The text is known
  // two characters beyond `end`.
  std::size_t skip(const char32_t *text, std::size_t at, std::size_t end, Bits &state) const {
    constexpr std::size_t step = 4;
    for (; at + step <= end; at += step) {
      Bits a = state << bucket_count | forbidden(text[at + 2]);
      Bits b = a << bucket_count | forbidden(text[at + 3]);
      Bits c = b << bucket_count | forbidden(text[at + 4]);
      Bits d = c << bucket_count | forbidden(text[at + 5]);
      if (allows_any(a & b & c & d)) {
        break;
      }
      state = d;
    }
    return at;
  }

  std::array<std::uint8_t, others + 1> numbers_{}; // by character: index into distinct_
  std::vector<Bits> distinct_;
};

} // namespace arnorm
