// The kernel for all processors with vectors but no VBMI2.
//
// Blocks are converted in vectors only if they have no conflict and no result is longer than its
// character. cell_kernel.h has the loop for the rest.
//
// A part of kernel_simd.cc, which includes Highway before it. The guard changes sides, so that each
// target has its own, as in cell_kernel.h.
#if defined(ARNORM_BLOCK_KERNEL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ARNORM_BLOCK_KERNEL_H
#undef ARNORM_BLOCK_KERNEL_H
#else
#define ARNORM_BLOCK_KERNEL_H
#endif

#include "kernel/block_cursor.h"
#include "kernel/cell_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace arnorm {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET != HWY_AVX3_DL && HWY_TARGET != HWY_SCALAR

using Bytes = hn::ScalableTag<std::uint8_t>;
using Vector = hn::Vec<Bytes>;

// Tables in rows of 16 bytes, of which some are looked up one by one: an index is in one row only,
// and all other rows return zero.
template <std::size_t first, std::size_t last, std::size_t tables>
HWY_INLINE void look_up(Bytes d, const std::uint8_t *const (&table)[tables], Vector index,
                        Vector (&result)[tables]) {
  // Unrolled so that the results stay in registers. Not so the rows: they need too many registers.
  HWY_UNROLL(4)
  for (Vector &one : result) {
    one = hn::Zero(d);
  }
  index = hn::Sub(index, hn::Set(d, 16 * first));
  for (std::size_t row = first; row < last; ++row) {
    // 0..15 in the row, bit 7 elsewhere.
    Vector offset = hn::SaturatedAdd(index, hn::Set(d, 0x70));
    index = hn::Sub(index, hn::Set(d, 16));
    if constexpr (!HWY_ARCH_X86) { // where the bits between are ignored
      offset = hn::And(offset, hn::Set(d, 0x8F));
    }
    HWY_UNROLL(4)
    for (std::size_t k = 0; k < tables; ++k) {
      Vector part = hn::LoadDup128(d, table[k] + 16 * row);
      result[k] = hn::Or(result[k], hn::TableLookupBytesOr0(part, offset));
    }
  }
}

// A block of text, taken apart.
struct Block {
  Vector bytes;
  Vector index; // of the pair that a byte belongs to
  hn::Mask<Bytes> ascii;
  hn::Mask<Bytes> lead;
  hn::Mask<Bytes> trail;
  bool near; // its pairs are all of U+0620..065F, the letters and marks of Arabic
  bool far;  // holds a character of U+0680..06FF
  bool fits; // nothing but ASCII and pairs
};

HWY_INLINE Block take_apart(Bytes d, const std::uint8_t *at) {
  auto is_lead = [&](Vector v) { return hn::Eq(hn::And(v, hn::Set(d, 0xFC)), hn::Set(d, 0xD8)); };
  auto is_trail = [&](Vector v) { return hn::Eq(hn::And(v, hn::Set(d, 0xC0)), hn::Set(d, 0x80)); };
  Vector bytes = hn::LoadU(d, at);
  Vector next = hn::LoadU(d, at + 1);
  Vector previous = hn::LoadU(d, at - 1);
  Block block{bytes,
              hn::Zero(d),
              hn::Lt(bytes, hn::Set(d, 0x80)),
              hn::And(is_lead(bytes), is_trail(next)),
              hn::And(is_trail(bytes), is_lead(previous)),
              false,
              false,
              false};
  block.fits = hn::AllTrue(d, hn::Or(block.ascii, hn::Or(block.lead, block.trail)));
  Vector high = hn::IfThenElse(block.trail, previous, bytes);
  Vector low = hn::IfThenElse(block.trail, bytes, next);
  block.index = hn::Or(hn::ShiftLeft<6>(high), hn::And(low, hn::Set(d, 0x3F)));
  block.index = hn::IfThenElse(block.ascii, hn::Set(d, 0x20), block.index);
  block.near = hn::AllTrue(d, hn::Lt(hn::Sub(block.index, hn::Set(d, 0x20)), hn::Set(d, 0x40)));
  block.far = !hn::AllTrue(d, hn::Lt(block.index, hn::Set(d, 0x80)));
  return block;
}

// Each byte one place further on, after `before`.
HWY_INLINE Vector move_on(Bytes d, Vector bytes, std::uint8_t before) {
  Vector last = hn::Set(d, before); // what moves into each half
#if HWY_MAX_BYTES == 32
  last = hn::ConcatLowerLower(d, bytes, last);
#endif
  return hn::CombineShiftRightBytes<15>(d, bytes, last);
}

// Whether two neighbours conflict, of which the first may be the last one before the block. `right`
// is that of the first bytes of pairs.
template <std::size_t first, std::size_t last>
HWY_INLINE bool has_conflict(Bytes d, const KernelTables &tables, const Block &block, Vector right,
                             std::uint8_t left_before) {
  if (hn::AllTrue(d, hn::Eq(right, hn::Zero(d)))) {
    return false;
  }
  Vector pair[1];
  look_up<first, last>(d, {tables.pair_left}, block.index, pair);
  Vector left = hn::IfThenElse(block.ascii, hn::Set(d, needs_scalar), pair[0]);
  return !hn::AllTrue(d, hn::Eq(hn::And(move_on(d, left, left_before), right), hn::Zero(d)));
}

// Writes those bytes that the mask keeps.
HWY_INLINE char *store(Bytes d, hn::Mask<Bytes> keep, Vector bytes, char *to) {
  const hn::CappedTag<std::uint8_t, 8> eight;
  HWY_ALIGN std::uint8_t all[HWY_MAX_BYTES];
  std::uint8_t bits[HWY_MAX_BYTES / 8];
  hn::Store(bytes, d, all);
  hn::StoreMaskBits(d, keep, bits);
  HWY_UNROLL(8)
  for (std::size_t i = 0; i < hn::Lanes(d) / 8; ++i) {
    auto packed =
        hn::TableLookupBytes(hn::Load(eight, all + 8 * i), hn::Load(eight, packing.bytes[bits[i]]));
    hn::StoreU(packed, eight, reinterpret_cast<std::uint8_t *>(to));
    to += packing.kept[bits[i]];
  }
  return to;
}

// Writes the results of a block; null where it holds a conflict.
template <std::size_t first, std::size_t last>
HWY_INLINE char *put(Bytes d, const KernelTables &tables, const Block &block, std::uint8_t left,
                     char *to) {
  Vector of_pair[3];
  look_up<first, last>(d, {tables.pair_out[0], tables.pair_out[1], tables.pair_right}, block.index,
                       of_pair);
  if (has_conflict<first, last>(d, tables, block, hn::IfThenElseZero(block.lead, of_pair[2]),
                                left)) {
    return nullptr;
  }
  Vector pair = hn::IfThenElse(block.trail, of_pair[1], of_pair[0]);
  auto keep = hn::Or(block.ascii, hn::Ne(pair, hn::Zero(d)));
  return store(d, keep, hn::IfThenElse(block.ascii, block.bytes, pair), to);
}

void take_blocks(const KernelTables &tables, BlockCursor &cursor) {
  const Bytes d;
  const auto lanes = static_cast<std::ptrdiff_t>(hn::Lanes(d));
  const char *at = cursor.at();
  const char *const end = cursor.end();
  char *to = cursor.to();
  std::uint8_t left = cursor.left();
  const bool may_take_blocks = cursor.may_take_blocks();
  while (may_take_blocks && end - at > lanes) {
    hwy::Prefetch(at + far_ahead);
    Block block = take_apart(d, reinterpret_cast<const std::uint8_t *>(at));
    if (!block.fits) {
      break;
    }
    char *next = block.near  ? put<2, 6>(d, tables, block, left, to)
                 : block.far ? put<0, 16>(d, tables, block, left, to)
                             : put<0, 8>(d, tables, block, left, to);
    if (next == nullptr) {
      break;
    }
    to = next;
    at += lanes;
    left = BlockCursor::left_of(tables, at);
  }
  cursor.advance(at, to, 0);
}

// Blocks while there is no conflict, then cells until there has been none for a while.
KernelResult run_narrow(const KernelTables &tables, BlockCursor cursor) {
  constexpr std::size_t max_calm = 192;
  const std::size_t lanes = hn::Lanes(Bytes());
  bool calm = true;
  auto take_cells = [&](auto &&...text) {
    CellKernel cells(text...);
    KernelResult run = cells.run(max_calm);
    calm = cells.is_calm();
    return run;
  };
  while (cursor.plain(cursor.rest(), take_cells), calm) {
    if (cursor.has(lanes)) {
      take_blocks(tables, cursor);
    }
  }
  return cursor.result();
}

KernelResult run_kernel(const KernelTables &tables, const char *text, std::size_t bytes,
                        ConflictBits left, char *out) {
  if (tables.narrow && !tables.has_gaps) { // to look through gaps takes longer than cells
    return run_narrow(tables, {tables, text, bytes, left, out});
  }
  KernelState state;
  state.left = left;
  return CellKernel(tables, text, bytes, state, out).run(bytes);
}

#endif

} // namespace
} // namespace HWY_NAMESPACE
} // namespace arnorm
HWY_AFTER_NAMESPACE();
#endif
