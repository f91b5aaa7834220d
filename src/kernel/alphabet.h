// The characters that the kernels can take, followed through the passes of a chain.
//
// An example. A chain is NFC, then a table with these rows:
//
//   { from = "ب", to = "b" }   { from = "ل", to = "l" }   { from = "ا", to = "A" }
//   { from = "لا", to = "LA" }
//
// Each character of the alphabet starts as itself and goes through each pass alone:
//
//   character            after NFC   after the table
//   U+0628 BEH           U+0628      b
//   U+0644 LAM           U+0644      l
//   U+0627 ALEF          U+0627      A
//   U+0654 HAMZA ABOVE   U+0654      U+0654
//
// As long as no character affects its neighbours, the chain writes these results one after the
// other, whatever the number of passes: one look-up for each character. But some neighbours do:
//
//   alef, hamza above    NFC composes them to U+0623
//   lam, alef            the table has a row for both together
//
// A pass reports such pairs as a conflict: a set of left characters and a set of right characters.
// Here {alef, ...} and {hamza above} are one conflict, {lam} and {alef} are another. The kernel
// does not go from a left character to a right character of the same conflict. Each conflict
// becomes one bit, so that every character has two sets of bits:
//
//                        left        right
//   BEH                  1000 0000   0000 0000
//   LAM                  1000 0010   0000 0000
//   ALEF                 1000 0001   0000 0010
//   HAMZA ABOVE          1000 0000   0000 0001
//
// Two neighbours x, y conflict if (left(x) & right(y)) != 0. There is room for fifteen conflicts.
// When there are more, some are joined: {a}{b} and {c}{d} become {a, c}{b, d}, which stops the
// kernel more often than needed and never too seldom. One bit is set in every `left`. A character
// that has it in its `right` conflicts with every neighbour: it needs the passes, always.
//
// Alef and a hamza conflict across a vowel sign too, and so do two letters if a pass before has
// removed what stood between them. Such a sign is a gap of the conflict: its bit in `through` is
// set, and after it `left` still has the bit.
//
// Some pairs that conflict go through the passes like a character of their own. Such a unit starts
// with the text of both. Passes run on it, while other characters only meet its ends:
//
//   unit                 after NFC   after the table
//   LAM, ALEF            both        LA
//   ALEF, HAMZA ABOVE    U+0623      U+0623
//
// A pass knows the code points in its own input, not the characters of the alphabet. side()
// translates: it finds the characters whose text so far begins or ends with such a code point.
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
  // ASCII, then U+0600..06FF, then units, then the edge of the text.
  static constexpr std::size_t ascii = 128;
  static constexpr std::size_t characters = ascii + 256;
  static constexpr std::size_t max_units = 127;
  static constexpr std::size_t size = characters + max_units;
  static constexpr std::size_t edge = size;
  using Members = std::bitset<size + 1>;

  struct Conflict {
    Members left;
    Members right;
    Members gaps;
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

  // Pairs that are units. They are added before any pass; others need the passes.
  using Pair = std::pair<std::size_t, std::size_t>;
  const std::vector<Pair> &units() const { return units_; }
  void add_unit(Pair pair);

  // Units that were made one character by a form, so that no character has an edit of its own.
  Members one_edit;

  // The most common of the pairs that conflict and do not change places.
  std::vector<Pair> pairs_worth_a_unit() const;

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
  // The same where a pass knows these characters already.
  Side side(Members ending, Members beginning, Test test) const;

  // The same, but characters are `ending` if they have such a code point anywhere. For forms: a
  // mark may compose with a letter across the mark that a table has written with it.
  Side side_with_inner(Test test) const;

  // Adds a conflict between characters that end in one of `left` and characters that begin with one
  // of `right`. Units that hold such a pair need the passes.
  void forbid(const Side &left, const Side &right);

  // The same, but for units, which are left to the caller, and also across `gaps`.
  void forbid_outside(const Side &left, const Side &right, Members gaps = {});

  // For a longer sequence, a conflict of one pair of neighbours in it is enough, because a text
  // without this pair does not hold the sequence. The least common pair, as the index of its second
  // side.
  std::size_t rarest_pair(const std::vector<const Side *> &sequence, const Members &removed) const;

  // A unit may hold a whole sequence, but the sequence must not go beyond it. Finds the neighbours
  // that must then not follow or precede a unit that holds this pair of the sequence: the units, by
  // the side that must not be next to them.
  using UnitsBySide = std::vector<std::pair<const Side *, Members>>; // each side once
  struct BeyondUnits {
    UnitsBySide followed_by;
    UnitsBySide preceded_by;
  };
  void find_beyond_units(const std::vector<const Side *> &sequence, std::size_t pair,
                         BeyondUnits &found);
  void forbid(const BeyondUnits &found);

  // The characters of which nothing is left, so that their neighbours meet.
  Members removed() const;

  // Pairs that conflict only because a pass moves the second character before the first. A pass may
  // add characters that have no part in a conflict of a pass before: that one saw them where they
  // stand in the text, so it must not look at their neighbours.
  std::vector<Pair> swaps;

  // Characters that are nothing but marks for the pass that adds swaps. Forms and mark orders end a
  // run of marks after max_mark_run of them, and no mark moves past that place. The kernels swap
  // only within max_swap_run characters after one that is not in this set, so that they never get
  // there; no character of the set may stand for more marks than max_mark_run / (max_swap_run + 1).
  static constexpr std::size_t max_swap_run = KernelTables::max_run;
  Members in_mark_run;
  Members in_conflicts() const; // what has a part in one, as a gap too

  // The conflicts without the characters that need the passes anyway, each once.
  std::vector<Conflict> conflicts() const;

  // How common the characters of a set are in running text, roughly.
  static double weight(const Members &members);

private:
  void mark_inner_conflicts(const Test &left, const Test &right, std::size_t end);
  bool is_forbidden(const Members &left, const Members &right, const Members &gaps) const;
  void find_beyond(std::size_t unit, const std::vector<const Side *> &sequence, std::size_t pair,
                   BeyondUnits &found);
  void add(const Members &left, const Members &right, const Members &gaps);

  std::vector<Conflict> conflicts_;
  bool has_many_conflicts_ = false; // then none is kept, and all characters need the passes
  std::vector<Pair> units_;
};

} // namespace arnorm
