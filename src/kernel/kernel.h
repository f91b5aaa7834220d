// The kernels: the inner loops for text in which no two neighbours conflict.
//
// Nearly all Arabic text consists of ASCII and U+0600..06FF, and in most chains nearly every
// character of it has one fixed result. The kernels copy such text through tables, a block of bytes
// at a time, and stop before everything else: characters that need the passes, neighbours that
// conflict (see alphabet.h), other scripts, malformed bytes.
//
// An example, with the Buckwalter table and the text U+0628 U+064E x, BEH and FATHA and an x:
//
//   bytes of the text       D8     A8     D9     8E     78
//   kind                    lead   trail  lead   trail  ASCII
//   index                   28     28     4E     4E     -
//   pair_out[0][index]      b             a                       first look-up, for lead bytes
//   pair_out[1][index]             0             0                second look-up, for trail bytes
//   both, and ASCII as is   b      0      a      0      x
//   without the zeros       b a x
//
// The index is the last eight bits of the code point: two of the lead byte, which is D8 to DB, and
// six of the trail byte. Both bytes of a pair get the same index, so that every byte of a block can
// be replaced where it stands, all at the same time. A result that is shorter than two bytes has
// zeros, which one instruction (compress) or a small table squeezes out. Results of up to four
// bytes take two look-ups more; then each byte of the text becomes up to two.
//
// Two further look-ups by the same index give `left` and `right`. The `left` of each character,
// moved on to the place of the next one, and that one's `right` must have no bit in common.
//
// Kernels know no rules, no forms and no streams. kernel_tables.h fills the tables, text_driver.h
// deals with what stopped a kernel.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"

namespace arnorm {

// What becomes of a character, for the 128 of ASCII by code point and the 256 of U+0600..06FF by
// their last eight bits.
struct KernelTables {
  // The UTF-8 of the result, filled up with zeros; at most 2 bytes for ASCII, 4 for the others.
  // All zeros: removed. No result holds a zero byte.
  alignas(64) std::uint8_t ascii_out[2][128];
  alignas(64) std::uint8_t pair_out[4][256];

  // Two neighbours x, y conflict when (left(x) & right(y)) != 0. Bit 0x80 is set in every `left`,
  // so a character with 0x80 in its `right` always needs the passes.
  alignas(64) std::uint8_t ascii_left[128];
  alignas(64) std::uint8_t ascii_right[128];
  alignas(64) std::uint8_t pair_left[256];
  alignas(64) std::uint8_t pair_right[256];

  // ASCII, NUL included, stands for itself and never conflicts (left 0x80, right 0), and no result
  // is longer than its character. The kernels then have less to do.
  bool narrow;

  // Some pairs that conflict change places, a vowel sign and shadda for example, unless they would
  // conflict with their neighbours afterwards. Such marks are numbered from 1 on. Bit n of
  // swaps[m] is set where mark number n moves before mark number m.
  std::uint8_t swap_number[256];
  std::uint64_t swaps[64];

  // 1 for a character that may be part of a run of marks, 0 for one that ends it. Normalization
  // forms end a run after 1,024 marks, and no mark moves past that place. The kernels do not look
  // for it: marks change places only if one of the max_run characters before them ends a run.
  static constexpr int max_run = 64;
  std::uint8_t ascii_in_run[128];
  std::uint8_t pair_in_run[256];

  // Whether one of the max_run characters up to `at` does, none of which is before `begin`.
  bool follows_end_of_run(const char *begin, const char *at) const;

  // A bit for each character of U+0080..00BF and U+2000..207F that is inert: copied, whatever its
  // neighbours are. These blocks hold the quotation marks and the joiners of running text.
  std::uint64_t inert_latin;
  std::uint64_t inert_punctuation[2];

  // The length of such a character at the front of a text; 0 where there is none.
  std::size_t inert_length(const char *text, std::size_t bytes) const;

  bool swap(unsigned x, unsigned y) const {
    return (swaps[swap_number[x]] >> swap_number[y] & 1) != 0 && // row 0 is empty
           (pair_left[y] & pair_right[x]) == 0;
  }

  // Some other pairs that conflict have one result together: a letter and a mark that compose. Such
  // marks have a row, numbered from 1 on. In it, the cell of a letter that does not compose is
  // empty.
  std::uint8_t composed_row[256];
  struct Cell {
    std::uint8_t bytes[4];
    std::uint8_t length;
    std::uint8_t left;
    std::uint8_t right;
    std::uint8_t copies; // 1: the result is the character itself
  };
  std::vector<std::array<Cell, 256>> composed_pairs;

  const Cell *composed_pair(unsigned x, unsigned y) const {
    std::uint8_t row = composed_row[y];
    return row != 0 && composed_pairs[row - 1U][x].length != 0 ? &composed_pairs[row - 1U][x]
                                                               : nullptr;
  }

  // What `left` is at the beginning of a text. A text may end after a character if
  // (left of this character & edge_right) == 0.
  std::uint8_t edge_left = 0x80;
  std::uint8_t edge_right = 0;

  // The same results once more, for kernels that take one character at a time: those of ASCII, then
  // of pairs by index, then a cell for all that is neither, which conflicts with everything. Set by
  // complete().
  static constexpr unsigned first_pair = 128;
  static constexpr unsigned other_cell = first_pair + 256;
  alignas(64) Cell cells[other_cell + 1];
  const Cell &ascii(unsigned c) const { return cells[c]; }
  const Cell &pair(unsigned index) const { return cells[first_pair + index]; }

  void complete();
};

inline constexpr std::uint8_t needs_passes = 0x80;

struct KernelResult {
  std::size_t consumed = 0;         // bytes, always whole characters
  std::size_t written = 0;          // bytes
  std::uint8_t left = needs_passes; // of the last character consumed; as given when there is none
};

// Room that `out` must have for a text of `bytes`; the kernels write into all of it.
constexpr std::size_t kernel_room(std::size_t bytes) { return 2 * bytes + 128; }

// Takes characters from the front of `text` until one conflicts with the one before it; `left` is
// that of the character before the text. Writes the results to `out`, which must not overlap the
// text. The text may end in the middle of a character; an incomplete character is not consumed.
using Kernel = KernelResult (*)(const KernelTables &tables, const char *text, std::size_t bytes,
                                std::uint8_t left, char *out);

// What the scalar kernel remembers of the characters it has taken: `left` of the last one and of
// the one before it, and the index of both if they are of U+0600..06FF.
struct KernelState {
  static constexpr unsigned none = 256;
  std::uint8_t left = needs_passes;
  std::uint8_t before = 0xFF; // unknown: nothing may move next to it
  unsigned last = none;
  unsigned last_but_one = none;
  const char *begin = nullptr; // of the text that has been taken, as far as it is in memory
};

// How the scalar kernel deals with a conflict between `last` and `next`, if it can: they change
// places, or become `composed`; or both, when `next` moves before `last` and composes with
// `before`. Characters are given by index, or as KernelState::none.
struct ConflictFix {
  const KernelTables::Cell *composed = nullptr;
  bool swaps = false;
};
ConflictFix conflict_fix(const KernelTables &tables, unsigned before, unsigned last, unsigned next);

// Goes on from a state, one character at a time. A swap may write over the last result, which is
// before `out`.
KernelResult continue_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                             KernelState &state, char *out);

// The scalar kernel, which the vector kernels are tested against.
KernelResult run_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                        std::uint8_t left, char *out);

// The same, and adds to `alignment` what became of each character. Two that change places, or
// become one, are one edit. The text has less than 2 GiB.
KernelResult run_aligned(const KernelTables &tables, const char *text, std::size_t bytes,
                         std::uint8_t left, char *out, Alignment &alignment);

// Every kernel that this processor can run, fastest first.
struct NamedKernel {
  const char *name; // as Highway names its targets: "AVX3_DL", "AVX2", ...; "plain" is always there
  Kernel run;
};
std::vector<NamedKernel> kernels();

// The kernel used by chains that are loaded after this call: the fastest, unless use_kernel() chose
// another, for benchmarks. use_kernel() returns false for an unknown name.
Kernel current_kernel();
bool use_kernel(std::string_view name);

} // namespace arnorm
