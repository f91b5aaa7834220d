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
// Tables of bytes have no room for everything: results longer than that, and more than seven
// conflicts. The scalar kernel therefore has tables of its own, the cells, and only they are exact.
// The vectors' tables are made of them. They may stop a vector where there is nothing to stop for,
// and the scalar kernel then takes these few characters.
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

// One bit for each conflict. Two neighbours x, y conflict when (left(x) & right(y)) != 0.
// `needs_passes` is set in every `left`, so a character that has it in its `right` conflicts with
// every neighbour.
using ConflictBits = std::uint16_t;
inline constexpr ConflictBits needs_passes = 0x8000;
inline constexpr ConflictBits unknown_left = 0xFFFF; // conflicts with all that conflicts at all

// Two more bits are for units: what conflicts with the unit after it, and the unit with what is
// before it.
inline constexpr ConflictBits after_unit = 0x4000;
inline constexpr ConflictBits before_unit = 0x2000;

// What becomes of a character, for the 128 of ASCII by code point and the 256 of U+0600..06FF by
// their last eight bits.
struct KernelTables {
  struct Cell {
    std::uint8_t bytes[8]; // the UTF-8 of the result, filled up with zeros
    ConflictBits left;
    ConflictBits right;
    ConflictBits through; // conflicts for which the next character meets the ones before this, too
    std::uint8_t length;  // 0: removed
    std::uint8_t copies;  // 1: the result is the character itself

    // `left` after this character, from `left` before it.
    ConflictBits after(ConflictBits before) const {
      return static_cast<ConflictBits>(left | (before & through));
    }
  };

  // Those of ASCII, then of pairs by index, then a cell for all that is neither, which conflicts
  // with everything.
  static constexpr unsigned first_pair = 128;
  static constexpr unsigned other_cell = first_pair + 256;
  static constexpr unsigned cell_count = other_cell + 1;
  Cell cells[cell_count];
  const Cell &ascii(unsigned c) const { return cells[c]; }
  const Cell &pair(unsigned index) const { return cells[first_pair + index]; }

  // What the loop in cell_kernel.h needs of the cells, in rows of eight bytes, which a processor
  // can address without further steps. If vectors know no gaps, `left` counts as if everything were
  // before the character.
  struct Step {
    ConflictBits left;
    ConflictBits right;
    ConflictBits through;
    std::uint16_t length;
  };
  Step steps[cell_count];
  std::uint64_t results[cell_count];

  // What `left` is at the beginning of a text. A text may end after a character if
  // (left of this character & edge_right) == 0.
  ConflictBits edge_left = needs_passes;
  ConflictBits edge_right = 0;

  // Some pairs that conflict change places, a vowel sign and shadda for example, unless they would
  // conflict with their neighbours afterwards. Such marks are numbered from 1 on. Bit n of
  // swaps[m] is set where mark number n moves before mark number m.
  std::uint8_t swap_number[256];
  std::uint64_t swaps[64];
  bool swap(unsigned x, unsigned y) const {
    return (swaps[swap_number[x]] >> swap_number[y] & 1) != 0; // row 0 is empty
  }

  // 1 for a character that may be part of a run of marks, 0 for one that ends it. Normalization
  // forms end a run after 1,024 marks, and no mark moves past that place. The kernels do not look
  // for it: marks change places only if one of the max_run characters before them ends a run.
  static constexpr int max_run = 64;
  std::uint8_t ascii_in_run[128];
  std::uint8_t pair_in_run[256];

  // Whether one of the max_run characters up to `at` does, none of which is before `begin`.
  bool follows_end_of_run(const char *begin, const char *at) const;

  // Some other pairs that conflict are units: they have one result together. A second character of
  // units has a row, numbered from 1 on. In it stands by the cell of the first one which unit it
  // is, numbered from 1 on too.
  std::uint8_t unit_row[cell_count];
  std::vector<std::array<std::uint8_t, cell_count>> unit_rows;
  std::vector<Cell> units;
  std::vector<bool> is_one_edit; // whether a unit is one edit, and not one for each character
  const Cell *unit(unsigned x, unsigned y) const {
    std::uint8_t row = unit_row[y];
    std::uint8_t number = row == 0 ? row : unit_rows[row - 1U][x];
    return number == 0 ? nullptr : &units[number - 1U];
  }

  // A bit for each character of U+0080..00BF and U+2000..207F that is inert: copied, whatever its
  // neighbours are. These blocks hold the quotation marks and the joiners of running text.
  std::uint64_t inert_latin;
  std::uint64_t inert_punctuation[2];

  // The length of such a character at the front of a text; 0 where there is none.
  std::size_t inert_length(const char *text, std::size_t bytes) const;

  // For vectors: the bytes of the results, of at most 2 for ASCII and 4 for pairs, and all zero
  // where a character is removed. No result holds a zero byte. Bit 0x80 is set in every `left`, and
  // in the `right` of what is left to the scalar kernel.
  alignas(64) std::uint8_t ascii_out[2][128];
  alignas(64) std::uint8_t pair_out[4][256];
  alignas(64) std::uint8_t ascii_left[128];
  alignas(64) std::uint8_t ascii_right[128];
  alignas(64) std::uint8_t pair_left[256];
  alignas(64) std::uint8_t pair_right[256];

  // 0xFF for gaps: characters that are removed and let their neighbours meet. Where all of them are
  // rare there is none here, and they are left to the scalar kernel.
  alignas(64) std::uint8_t pair_gap[256];
  bool has_gaps;

  // Whether vectors leave ASCII as it is, NUL included, with a `left` of 0x80 and a `right` of 0,
  // and no result is longer than its character. They then have less to do. What does not fit is
  // left to the scalar kernel.
  bool narrow;

  // The bit of vectors that stands for each bit of the cells.
  static constexpr unsigned max_conflicts = 13;
  std::uint8_t vector_bit[max_conflicts];
  std::uint8_t vector_bits(ConflictBits bits) const {
    return vector_bits_of[0][bits & 0xFF] | vector_bits_of[1][bits >> 8];
  }
  std::uint8_t vector_bits_of[2][256]; // of the lower and of the upper half

  // Whether vectors may begin after a character with this `left`: they know no units, and do not
  // look at ASCII if their tables are narrow.
  bool may_take_blocks(ConflictBits left) const { return (left & not_in_vectors) == 0; }
  ConflictBits not_in_vectors;

  // Makes all of this from the cells, from `vector_bit`, and from whether vectors should be narrow
  // and look through gaps.
  void complete(bool wants_narrow, bool wants_gaps);

private:
  void set_steps();
  void set_ascii_for_vectors(unsigned i);
  void set_pair_for_vectors(unsigned i, ConflictBits ascii_left, ConflictBits ascii_right,
                            bool wants_gaps);
};

inline constexpr std::uint8_t needs_scalar = 0x80; // in the bits of vectors

struct KernelResult {
  std::size_t consumed = 0; // bytes, always whole characters
  // Bytes. Less than 0 if a unit is shorter than what was there before `out`.
  std::ptrdiff_t written = 0;
  ConflictBits left =
      needs_passes; // after the last character consumed; as given when there is none
};

// Room that `out` must have for a text of `bytes`; the kernels write into all of it.
constexpr std::size_t kernel_room(std::size_t bytes) { return 4 * bytes + 128; }
inline constexpr std::size_t max_result = 8; // of a pair; half as much of ASCII

// Takes characters from the front of `text` until one conflicts with the one before it; `left` is
// that of the character before the text. Writes the results to `out`, which must not overlap the
// text. The text may end in the middle of a character; an incomplete character is not consumed.
using Kernel = KernelResult (*)(const KernelTables &tables, const char *text, std::size_t bytes,
                                ConflictBits left, char *out);

// What the scalar kernel remembers of the characters it has taken: `left` after the last one and
// after the one before it, and the cells of both, or none for what has no part in a unit or a swap.
struct KernelState {
  static constexpr unsigned none = KernelTables::other_cell;
  ConflictBits left = needs_passes;
  ConflictBits before = unknown_left;
  unsigned last = none;
  unsigned last_but_one = none;
  const char *begin = nullptr; // of the text that has been taken, as far as it is in memory
};

// How the scalar kernel deals with a conflict between the last character and `next`, if it can:
// they change places, or become a `unit`; or both, when `next` moves before the last one and is a
// unit with the one before.
struct ConflictFix {
  const KernelTables::Cell *unit = nullptr;
  bool swaps = false;
};
ConflictFix conflict_fix(const KernelTables &tables, const KernelState &now, unsigned next);

// Goes on from a state, one character at a time. A swap or a unit may write over the last result,
// which is before `out`.
KernelResult continue_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                             KernelState &state, char *out);

// The scalar kernel, which the vector kernels are tested against.
KernelResult run_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                        ConflictBits left, char *out);

// The same, and adds to `alignment` what became of each character. Two that change places, or
// become one, are one edit. The text has less than 2 GiB.
KernelResult run_aligned(const KernelTables &tables, const char *text, std::size_t bytes,
                         ConflictBits left, char *out, Alignment &alignment);

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
