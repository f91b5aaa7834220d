// The order of sequences of numbers, for maps and sets.
//
// std::vector has the same order, but libstdc++ before 12.4 gets it wrong on big-endian processors:
// it compares as many bytes as there are numbers, so that {1, 2} and {1, 3} are equal (GCC bug
// 113960).
#pragma once

#include <algorithm>

namespace arnorm {

struct SequenceLess {
  template <class Sequence> bool operator()(const Sequence &a, const Sequence &b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }
};

} // namespace arnorm
