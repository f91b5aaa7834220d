// The inner loop for text in which no character minds its neighbours.
//
// Nearly all Arabic text consists of ASCII and U+0600..06FF, and in most chains nearly every
// character of it has one fixed result. The kernels here copy such text through tables, a block of
// bytes at a time, and stop in front of everything else: characters that need a closer look,
// neighbours that concern each other, other scripts, malformed bytes.
//
// They know no rules, no forms and no streams: easy_text.h makes the tables, and what stopped the
// kernel is for somebody else to handle.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arnorm {

// What becomes of a character, for the 128 of ASCII by code point and the 256 of U+0600..06FF by
// their last eight bits.
struct KernelTables {
  // The UTF-8 of the result, filled up with zeros; at most 2 bytes for ASCII, 4 for the others.
  // All zeros: removed. No result holds a zero byte.
  alignas(64) std::uint8_t ascii_out[2][128];
  alignas(64) std::uint8_t pair_out[4][256];

  // Two neighbours x, y are easy together when (left(x) & right(y)) == 0. Bit 0x80 is set in every
  // `left`; so a character with 0x80 in its `right` is never easy.
  alignas(64) std::uint8_t ascii_left[128];
  alignas(64) std::uint8_t ascii_right[128];
  alignas(64) std::uint8_t pair_left[256];
  alignas(64) std::uint8_t pair_right[256];

  // ASCII stands for itself and is easy beside everything (left 0x80, right 0; NUL too), and no
  // result is longer than its character: the kernels may take a shorter way.
  bool narrow;

  // Some pairs that conflict change places, and are easy then, beside what stands before and
  // behind: a vowel sign and shadda, say. Marks that do so have a number from 1 on; bit n of row m
  // is set where number n moves in front of number m.
  std::uint8_t swap_number[256];
  std::uint64_t swaps[64];

  // 1 for a character that may be part of a run of marks, 0 for one that ends it. Marks change
  // places only near such an end: see KernelState::run.
  std::uint8_t ascii_in_run[128];
  std::uint8_t pair_in_run[256];

  // Characters of other blocks that are copied whatever stands beside them: U+0080..00BF and
  // U+2000..207F, which hold the quotation marks and the joiners of running text. A bit for each.
  std::uint64_t inert_latin;
  std::uint64_t inert_punctuation[2];

  // The length of such a character at the front of a text; 0 where there is none.
  std::size_t inert_length(const char *text, std::size_t bytes) const;

  bool swap(unsigned x, unsigned y) const {
    return (swaps[swap_number[x]] >> swap_number[y] & 1) != 0 && // row 0 is empty
           (pair_left[y] & pair_right[x]) == 0;
  }

  // Other pairs that conflict have one result together: a letter and a mark that compose. Marks
  // that do so have a row from 1 on; the cell of the letter in it is empty where they do not.
  std::uint8_t composed_row[256];
  struct Cell {
    std::uint8_t bytes[4];
    std::uint8_t length;
    std::uint8_t left;
    std::uint8_t right;
    std::uint8_t in_run;
  };
  std::vector<std::array<Cell, 256>> composed_pairs;

  const Cell *composed_pair(unsigned x, unsigned y) const {
    std::uint8_t row = composed_row[y];
    return row != 0 && composed_pairs[row - 1U][x].length != 0 ? &composed_pairs[row - 1U][x]
                                                               : nullptr;
  }

  // What `left` is at the beginning of a text. At its end the kernel may stop for good where
  // (left of the last character & edge_right) == 0.
  std::uint8_t edge_left = 0x80;
  std::uint8_t edge_right = 0;

  // The same results once more, for kernels that take one character at a time. Set by complete().
  Cell ascii[128];
  Cell pair[256];

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

// Takes characters from the front of `text` as long as each is easy beside the one before it;
// `left` speaks for the one before the first. Writes the results to `out`, which must not overlap
// the text. The text may end in the middle of a character; what is incomplete is not consumed.
using Kernel = KernelResult (*)(const KernelTables &tables, const char *text, std::size_t bytes,
                                std::uint8_t left, char *out);

// How far a text has come: what the last character is to the next one, and the one before it to the
// last one; and the last eight bits of both if they are of U+0600..06FF.
struct KernelState {
  static constexpr unsigned none = 256;
  std::uint8_t left = needs_passes;
  std::uint8_t before = 0xFF; // not known: nothing may come to stand beside it
  unsigned last = none;
  unsigned last_but_one = none;

  // Characters since the last one that ended a run of marks. Normalization forms take a run of more
  // than 1,024 marks as if it ended there, and no mark may move past that place: where this many
  // stand together, or where it is not known how many do, nothing changes places.
  static constexpr std::size_t max_run = 63;
  std::size_t run = max_run;
};

// How the plain loop settles a conflict of the character `next` with `last` in front of it, if it
// does: `last` and `next` change places, or become `joint`; or both: `next` moves forward and
// becomes one with `before`. The characters are last eight bits, or KernelState::none.
struct ConflictFix {
  const KernelTables::Cell *composed = nullptr;
  bool swaps = false;
};
ConflictFix conflict_fix(const KernelTables &tables, unsigned before, unsigned last, unsigned next);

// One character at a time, from a state on. A swap may write over the last result, in front of
// `out`.
KernelResult continue_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                             KernelState &state, char *out);

// The same from the beginning: what the others are tested against.
KernelResult run_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                        std::uint8_t left, char *out);

// Every kernel that this processor can run, the fastest first.
struct NamedKernel {
  const char *name; // as Highway names its targets: "AVX3_DL", "AVX2", ...; "plain" is always there
  Kernel run;
};
std::vector<NamedKernel> kernels();

// The one that chains loaded from now on take: the fastest, unless another was named, for
// benchmarks. An unknown name changes nothing and gives false.
Kernel current_kernel();
bool use_kernel(std::string_view name);

} // namespace arnorm
