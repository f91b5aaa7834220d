// The kernel for AVX-512 with VBMI2, which has an instruction for each step.
//
// A part of kernel_simd.cc, which includes Highway before it. The guard changes sides, so that each
// target has its own, as in cell_kernel.h.
#if defined(ARNORM_VBMI2_KERNEL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ARNORM_VBMI2_KERNEL_H
#undef ARNORM_VBMI2_KERNEL_H
#else
#define ARNORM_VBMI2_KERNEL_H
#endif

#include "kernel/block_cursor.h"
#include "kernel/cell_kernel.h"

#if HWY_TARGET == HWY_AVX3_DL
#include <immintrin.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace arnorm {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_AVX3_DL
// A table of 256 bytes in registers; of 128 when `far` is false.
struct Table {
  __m512i part[4];
};

HWY_INLINE Table load_table(const std::uint8_t *bytes, std::size_t size) {
  Table table{};
  for (std::size_t i = 0; i < size / 64; ++i) {
    table.part[i] = _mm512_loadu_si512(bytes + 64 * i);
  }
  return table;
}

template <bool far> HWY_INLINE __m512i look_up(const Table &table, __m512i index) {
  __m512i low = _mm512_permutex2var_epi8(table.part[0], index, table.part[1]);
  if constexpr (far) {
    __m512i high = _mm512_permutex2var_epi8(table.part[2], index, table.part[3]);
    return _mm512_mask_mov_epi8(low, _mm512_movepi8_mask(index), high);
  }
  return low;
}

// 64 bytes of text, taken apart. The first may be the second half of a pair, the last the first.
struct WideBlock {
  __m512i bytes;
  __m512i index;   // of the pair that a byte belongs to; an ASCII byte itself
  __mmask64 ascii; // and what else is copied as it is
  __mmask64 lead;
  __mmask64 trail;
  __mmask64 inert; // bytes of inert characters, which are no pairs
  bool far;        // holds a character of U+0680..06FF
  bool fits;       // nothing but ASCII and pairs
};

// `carry`: whether the byte in front is the first half of a pair.
HWY_INLINE WideBlock take_apart(const char *at, std::uint64_t carry) {
  WideBlock block;
  block.bytes = _mm512_loadu_si512(at);
  __mmask64 high = _mm512_movepi8_mask(block.bytes);
  block.ascii = ~high;
  block.inert = 0;
  __m512i kind = _mm512_and_si512(block.bytes, _mm512_set1_epi8(static_cast<char>(0xFC)));
  block.lead = _mm512_cmpeq_epi8_mask(kind, _mm512_set1_epi8(static_cast<char>(0xD8)));
  block.trail = _mm512_cmplt_epi8_mask(block.bytes, _mm512_set1_epi8(static_cast<char>(0xC0)));
  block.fits = (block.lead | block.trail) == high && block.trail == (block.lead << 1 | carry);
  __m512i next = _mm512_loadu_si512(at + 1);
  __m512i previous = _mm512_loadu_si512(at - 1);
  __m512i upper = _mm512_mask_mov_epi8(block.bytes, block.trail, previous);
  __m512i lower = _mm512_mask_mov_epi8(next, block.trail, block.bytes);
  __m512i pair = _mm512_ternarylogic_epi64(lower, _mm512_slli_epi16(upper, 6),
                                           _mm512_set1_epi8(0x3F), 0xE4); // lower where it is 1
  block.index = _mm512_mask_mov_epi8(pair, block.ascii, block.bytes);
  block.far = _mm512_movepi8_mask(block.index) != 0;
  return block;
}

HWY_INLINE __m512i own_place() {
  return _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45,
                         44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26,
                         25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
                         5, 4, 3, 2, 1, 0);
}

// Bytes 0xFF where the bits of `set` are.
HWY_INLINE __m512i spread(std::uint64_t set) { return _mm512_movm_epi8(set); }

// Makes a block fit if all its other characters are inert and whole. Quotation marks, dashes and
// joiners are rare, but not so rare that they could be left to the scalar loop.
HWY_INLINE void pass_inert(const KernelTables &tables, WideBlock &block, const char *at,
                           std::uint64_t carry) {
  __m512i next = _mm512_loadu_si512(at + 1); // the byte after the block is there
  __m512i after = _mm512_permutexvar_epi8(_mm512_add_epi8(own_place(), _mm512_set1_epi8(1)), next);
  auto is = [](__m512i bytes, unsigned value) {
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(static_cast<char>(value)));
  };
  auto is_trail_in = [](__m512i bytes, std::uint64_t set) {
    return _mm512_movepi8_mask(_mm512_permutexvar_epi8(bytes, spread(set))) &
           _mm512_cmplt_epi8_mask(bytes, _mm512_set1_epi8(static_cast<char>(0xC0)));
  };
  constexpr std::uint64_t two = ~std::uint64_t{0} >> 1; // where characters of two bytes fit in
  std::uint64_t latin = is(block.bytes, 0xC2) & is_trail_in(next, tables.inert_latin) & two;
  std::uint64_t third = (is(next, 0x80) & is_trail_in(after, tables.inert_punctuation[0])) |
                        (is(next, 0x81) & is_trail_in(after, tables.inert_punctuation[1]));
  std::uint64_t punctuation = is(block.bytes, 0xE2) & third & two >> 1;
  block.inert = latin | latin << 1 | punctuation | punctuation << 1 | punctuation << 2;
  block.ascii |= block.inert;
  block.trail &= ~block.inert;
  block.index = _mm512_maskz_mov_epi8(~block.inert, block.index);
  block.far = _mm512_movepi8_mask(block.index) != 0;
  block.fits = (block.ascii | block.lead | block.trail) == ~std::uint64_t{0} &&
               block.trail == (block.lead << 1 | carry);
}

// The tables of one chain, in registers.
struct TableRegisters {
  explicit HWY_INLINE TableRegisters(const KernelTables &tables)
      : pair_right(load_table(tables.pair_right, 256)),
        pair_left(load_table(tables.pair_left, 256)),
        ascii_right(load_table(tables.ascii_right, 128)),
        ascii_left(load_table(tables.ascii_left, 128)), has_gaps(tables.has_gaps) {
    for (std::size_t k = 0; k < 4; ++k) {
      pair_out[k] = load_table(tables.pair_out[k], 256);
    }
    for (std::size_t k = 0; k < 2; ++k) {
      ascii_out[k] = load_table(tables.ascii_out[k], 128);
    }
  }
  Table pair_right, pair_left, ascii_right, ascii_left;
  Table pair_out[4];
  Table ascii_out[2];
  bool has_gaps;
};

// Each byte that many places further on, behind that many bytes of `before`.
HWY_INLINE __m512i move_on(__m512i bytes, int places, std::uint8_t before) {
  __m512i from = _mm512_sub_epi8(own_place(), _mm512_set1_epi8(static_cast<char>(places)));
  return _mm512_mask_mov_epi8(_mm512_permutexvar_epi8(from, bytes), (1U << places) - 1,
                              _mm512_set1_epi8(static_cast<char>(before)));
}

HWY_INLINE __m512i or_where(__m512i bytes, __mmask64 places, __m512i more) {
  return _mm512_or_si512(bytes, _mm512_maskz_mov_epi8(places, more));
}

// Adds to the `left` of pairs that are removed what is before them. That of four in a row conflicts
// with everything.
HWY_INLINE __m512i past_gaps(__m512i left, __mmask64 gaps, std::uint8_t left_before) {
  std::uint64_t two = gaps & gaps << 2;
  left = or_where(left, gaps, move_on(left, 2, left_before));
  left = or_where(left, two, move_on(left, 4, left_before));
  return _mm512_mask_mov_epi8(left, two & two << 4, _mm512_set1_epi8(-1));
}

// Where characters begin that conflict with the one before them. That of the first character of a
// block is in the block before, which left its `left_before`.
template <bool far, bool narrow>
HWY_INLINE __mmask64 conflicts(const TableRegisters &registers, const WideBlock &block,
                               std::uint8_t left_before) {
  __m512i right =
      _mm512_maskz_mov_epi8(block.lead, look_up<far>(registers.pair_right, block.index));
  if constexpr (!narrow) {
    right = _mm512_mask_mov_epi8(right, block.ascii & ~block.inert,
                                 look_up<false>(registers.ascii_right, block.index));
  }
  if (_mm512_test_epi8_mask(right, right) == 0) {
    return 0;
  }
  __m512i left = look_up<far>(registers.pair_left, block.index);
  left = _mm512_mask_mov_epi8(left, block.ascii,
                              narrow ? _mm512_set1_epi8(static_cast<char>(needs_scalar))
                                     : look_up<false>(registers.ascii_left, block.index));
  if constexpr (!narrow) {
    left =
        _mm512_mask_mov_epi8(left, block.inert, _mm512_set1_epi8(static_cast<char>(needs_scalar)));
  }
  if (registers.has_gaps) {
    __m512i first = look_up<far>(registers.pair_out[0], block.index);
    left = past_gaps(left, _mm512_mask_testn_epi8_mask(block.trail, first, first), left_before);
  }
  // Of each byte the one before it: that of the last byte of the character before.
  return _mm512_test_epi8_mask(move_on(left, 1, left_before), right);
}

// Lets the pairs that begin at `second` change places with the ones before them. False if one of
// them must not, or if it or the pair before it is not in the block with both bytes. A pair
// directly before the first ones must end a run of marks; no run in the rest of the block is then
// too long.
HWY_INLINE bool swap_pairs(const KernelTables &tables, WideBlock &block, const char *at,
                           std::uint64_t second) {
  constexpr std::uint64_t inside = 0x7FFFFFFFFFFFFFFC; // places 2 to 62
  // Between two swaps stands a character that does not move: what meets the second of a swap is
  // then seen when conflicts are looked for again.
  std::uint64_t apart = second << 2 | second << 4;
  bool possible = (second & ~(inside & block.lead & block.lead << 2)) == 0 && (second & apart) == 0;
  auto byte = [](const char *p) { return static_cast<unsigned char>(*p); };
  auto index = [&](const char *p) { return (byte(p) & 3U) << 6 | (byte(p + 1) & 0x3FU); };
  const char *before = at + __builtin_ctzll(second) - 4; // two bytes are there before the block
  possible = possible && (byte(before) & 0xFC) == 0xD8 && tables.pair_in_run[index(before)] == 0;
  for (std::uint64_t rest = second; possible && rest != 0; rest &= rest - 1) {
    auto i = static_cast<std::uint64_t>(__builtin_ctzll(rest));
    unsigned x = index(at + i - 2);
    unsigned y = index(at + i);
    possible = tables.swap(x, y) && (tables.pair(x).left & tables.pair(y).right) != 0;
  }
  if (!possible) {
    return false;
  }
  __m512i from = own_place();
  from = _mm512_mask_add_epi8(from, second >> 2 | second >> 1, from, _mm512_set1_epi8(2));
  from = _mm512_mask_sub_epi8(from, second | second << 1, from, _mm512_set1_epi8(2));
  block.bytes = _mm512_permutexvar_epi8(from, block.bytes);
  block.index = _mm512_permutexvar_epi8(from, block.index);
  return true;
}

HWY_INLINE char *store(char *to, __mmask64 keep, __m512i bytes) {
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(keep, bytes));
  return to + _mm_popcnt_u64(keep);
}

template <bool far>
HWY_INLINE char *put_narrow(const TableRegisters &registers, const WideBlock &block, char *to) {
  __m512i first = look_up<far>(registers.pair_out[0], block.index);
  __m512i second = look_up<far>(registers.pair_out[1], block.index);
  __m512i pair = _mm512_mask_mov_epi8(first, block.trail, second);
  __mmask64 keep = block.ascii | _mm512_test_epi8_mask(pair, pair);
  return store(to, keep, _mm512_mask_mov_epi8(pair, block.ascii, block.bytes));
}

// For each half of a block, the order of its first and its second results (from 64 on).
struct Interleaving {
  alignas(64) std::uint8_t from[2][64];
  constexpr Interleaving() : from() {
    for (unsigned i = 0; i < 128; ++i) {
      from[i / 64][i % 64] = static_cast<std::uint8_t>(i / 2 + i % 2 * 64);
    }
  }
};
constexpr Interleaving interleaving;

// Each byte of a block becomes two. They are looked up before they stand side by side, in half as
// many steps.
template <bool far>
HWY_INLINE char *put_wide(const TableRegisters &registers, const WideBlock &block, char *to) {
  __m512i result[2];
  HWY_UNROLL(2)
  for (std::size_t k = 0; k < 2; ++k) {
    result[k] = look_up<false>(registers.ascii_out[k], block.index);
    if (~block.ascii != 0) {
      __m512i lead = look_up<far>(registers.pair_out[k], block.index);
      __m512i trail = look_up<far>(registers.pair_out[k + 2], block.index);
      __m512i pair = _mm512_mask_mov_epi8(lead, block.trail, trail);
      result[k] = _mm512_mask_mov_epi8(pair, block.ascii, result[k]);
    }
  }
  if (block.inert != 0) {
    result[0] = _mm512_mask_mov_epi8(result[0], block.inert, block.bytes);
    result[1] = _mm512_maskz_mov_epi8(~block.inert, result[1]);
  }
  for (const auto &from : interleaving.from) {
    __m512i half = _mm512_permutex2var_epi8(result[0], _mm512_load_si512(from), result[1]);
    to = store(to, _mm512_test_epi8_mask(half, half), half);
  }
  return to;
}

// Writes the results of a block; null if it holds a conflict that no swap removes. `found` becomes
// the places of the conflicts.
template <bool far, bool narrow>
HWY_INLINE char *put(const TableRegisters &registers, const KernelTables &tables, WideBlock &block,
                     const char *at, std::uint8_t left, char *to, std::uint64_t &found) {
  found = conflicts<far, narrow>(registers, block, left);
  if (found != 0) {
    if (!swap_pairs(tables, block, at, found) ||
        conflicts<far, narrow>(registers, block, left) != 0) {
      return nullptr;
    }
  }
  if constexpr (narrow) {
    return put_narrow<far>(registers, block, to);
  }
  return put_wide<far>(registers, block, to);
}

// Takes blocks while they have no conflict that stays. Returns how many bytes of the next one the
// scalar loop should take. Blocks follow each other at a fixed distance, so that a processor can
// begin with one before it has finished the one before.
template <bool narrow>
HWY_INLINE std::size_t take_blocks(const TableRegisters &registers, const KernelTables &tables,
                                   BlockCursor &cursor) {
  const char *at = cursor.at();
  const char *const end = cursor.end();
  char *to = cursor.to();
  std::uint64_t carry = 0;
  std::uint64_t swapped = 0;
  std::uint64_t trouble = 0;
  std::uint8_t left = cursor.left();
  const bool may_take_blocks = cursor.may_take_blocks();
  while (may_take_blocks && end - at > 64) {
    hwy::Prefetch(at + far_ahead);
    WideBlock block = take_apart(at, carry);
    if (!block.fits) {
      pass_inert(tables, block, at, carry);
    }
    if (!block.fits) {
      trouble =
          ~(block.ascii | block.lead | block.trail) | (block.trail ^ (block.lead << 1 | carry));
      break;
    }
    char *next = block.far ? put<true, narrow>(registers, tables, block, at, left, to, trouble)
                           : put<false, narrow>(registers, tables, block, at, left, to, trouble);
    if (next == nullptr) {
      break;
    }
    to = next;
    at += 64;
    carry = block.lead >> 63;
    left = tables.has_gaps ? BlockCursor::left_past_gaps(tables, at - carry)
                           : BlockCursor::left_of(tables, at);
    swapped = trouble;
    if (swapped != 0) { // foreseen; a value chosen by `swapped` would have to wait for it
      bool is_last = (swapped >> 62 & 1) != 0;
      left = !is_last          ? left
             : tables.has_gaps ? std::uint8_t{0xFF}
                               : BlockCursor::left_of(tables, at - 2);
      trouble = 0;
    }
    if (block.inert >> 63 != 0) {
      left = needs_scalar;
    }
  }
  cursor.advance(at, to, swapped);
  return trouble == 0 ? 64 : static_cast<std::size_t>(__builtin_ctzll(trouble)) + 4;
}

template <bool narrow> KernelResult run(const KernelTables &tables, BlockCursor &cursor) {
  const TableRegisters registers(tables);
  while (cursor.has(64)) {
    if (!cursor.plain(take_blocks<narrow>(registers, tables, cursor))) {
      break;
    }
  }
  return cursor.finish();
}

KernelResult run_kernel(const KernelTables &tables, const char *text, std::size_t bytes,
                        ConflictBits left, char *out) {
  if (bytes < 128) {
    return run_scalar(tables, text, bytes, left, out);
  }
  BlockCursor cursor(tables, text, bytes, left, out);
  return tables.narrow ? run<true>(tables, cursor) : run<false>(tables, cursor);
}

#endif

} // namespace
} // namespace HWY_NAMESPACE
} // namespace arnorm
HWY_AFTER_NAMESPACE();
#endif
