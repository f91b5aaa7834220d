// The characters for which the kernels have room, on their way through the passes of a chain.
//
// Each is followed as if it stood among characters that do not concern it. What the passes make
// of it is in `text`; who concerns whom is kept as pairs of sets: a character of `left` directly
// in front of one of `right` may not be taken alone. A character that is never to be taken alone
// is hard.
#pragma once

#include <bitset>
#include <functional>
#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "kernel/kernel.h"

namespace arnorm {

class Alphabet {
public:
  // ASCII, then U+0600..06FF, then the edge of the text.
  static constexpr std::size_t ascii = 128;
  static constexpr std::size_t size = ascii + 256;
  static constexpr std::size_t edge = size;
  using Members = std::bitset<size + 1>;

  struct Conflict {
    Members left;
    Members right;
    bool operator==(const Conflict &) const = default;
  };

  Alphabet();

  static char32_t code_point(std::size_t i) {
    return static_cast<char32_t>(i < ascii ? i : 0x600 + (i - ascii));
  }

  std::u32string text[size]; // what has become of each so far
  Members needs_passes;

  void set_needs_passes(std::size_t i) { needs_passes.set(i); }
  bool all_letters_need_passes() const;

  // A set of code points as the alphabet sees it now: which of its characters end in one of them
  // and which begin with one. `test` is asked about CodePointSet::edge as well.
  using Test = std::function<bool(char32_t)>;
  struct Side {
    Test test;
    Members ending;
    Members beginning;
    double ending_weight = 0;
    double beginning_weight = 0;
  };
  Side side(Test test) const;

  // Forbids that a character that ends in one of `left` stands in front of one that begins with
  // one of `right`.
  void forbid(const Side &left, const Side &right);

  // The same for two neighbours in a longer sequence, the least common pair of them: a text in
  // which these two never meet does not hold the sequence.
  void forbid_sequence(const std::vector<const Side *> &sequence);

  // Two characters that conflict for no other reason than that a pass puts the second one in front
  // of the first one. Only the first pass that has conflicts may say so: later ones do not see
  // who stood beside whom.
  std::vector<std::pair<std::size_t, std::size_t>> swaps;

  // A run of marks ends for forms and mark orders after max_mark_run marks, and none moves beyond
  // that. So a swap needs a character near before it that is not in this set: one that ends a run.
  // Set by the pass that has swaps. No character may stand for more marks than
  // max_mark_run / (max_swap_run + 1).
  static constexpr std::size_t max_swap_run = KernelState::max_run;
  Members in_mark_run;
  bool has_conflicts() const { return !conflicts_.empty(); }

  // Two characters that conflict for no other reason than that the last pass makes one of them.
  struct ComposedPair {
    std::size_t first, second;
    std::u32string text; // what both become
  };
  std::vector<ComposedPair> composed_pairs;

  // Whether any conflict so far forbids `x` in front of `y`.
  bool is_forbidden(std::size_t x, std::size_t y) const;

  // What is left of the conflicts once hard characters are out, equal ones joined.
  std::vector<Conflict> conflicts() const;

  // How common the characters of a set are in running text, roughly.
  static double weight(const Members &members);

private:
  void mark_inner_conflicts(const Test &left, const Test &right);

  std::vector<Conflict> conflicts_;
};

} // namespace arnorm
