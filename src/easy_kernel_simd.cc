// Vector kernels, with Highway for the choice by processor.
//
// All work on blocks in the same way. A block begins with a character. It must be made of ASCII and
// of pairs, a lead byte D8..DB and a continuation byte; both bytes of a pair are given the index of
// its character, eight bits. Tables by that index tell which neighbours conflict and what takes the
// place of each byte. Where a block holds anything else, or a conflict, the plain loop finds the
// exact place to stop.
//
// See tests/easy_kernel_test.cc: each kernel against the plain loop.
#include "easy_kernel.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "easy_kernel_simd.cc"
#define HWY_WANT_AVX3_DL
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#if HWY_TARGET == HWY_AVX3_DL
#include <immintrin.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace arnorm {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// A kernel's way through a text: vector blocks while it can, the plain loop where it must.
class Way {
public:
  HWY_INLINE Way(const EasyTables &tables, const char *text, std::size_t bytes, std::uint8_t left,
                 char *out)
      : to(out), tables_(tables), text_(text), end_(text + bytes), at_(text), out_(out) {
    state_.left = left;
    // Blocks look at the byte in front of them.
    plain(std::min<std::size_t>(bytes, 2));
  }

  char *to;

  HWY_INLINE const char *at() const { return at_; }

  // Room for a block and the byte behind it.
  HWY_INLINE bool has(std::size_t bytes) const {
    return at_ > text_ && static_cast<std::size_t>(end_ - at_) > bytes;
  }

  // What the last character is to the next one.
  HWY_INLINE std::uint8_t left() const { return plain_ ? state_.left : last(at_).left; }

  // A block has been written.
  HWY_INLINE void took(std::size_t bytes) {
    at_ += bytes;
    plain_ = false;
  }

  // Lets the plain loop take some bytes; false when it stops for good.
  bool plain(std::size_t bytes) {
    if (!plain_) {
      Last one = last(at_);
      state_ = {one.left, last(at_ - one.bytes).left, one.index};
    }
    bytes = std::min<std::size_t>(bytes, static_cast<std::size_t>(end_ - at_));
    EasyRun run = continue_easy_plain(tables_, at_, bytes, state_, to);
    at_ += run.consumed;
    to += run.written;
    plain_ = true;
    return run.consumed + 1 >= bytes; // the last character may be cut in two
  }

  EasyRun end() {
    plain(static_cast<std::size_t>(end_ - at_));
    return {static_cast<std::size_t>(at_ - text_), static_cast<std::size_t>(to - out_),
            state_.left};
  }

private:
  struct Last {
    std::uint8_t left;
    std::size_t bytes;
    unsigned index;
  };

  // The character that ends in front of `at`.
  HWY_INLINE Last last(const char *at) const {
    auto byte = static_cast<unsigned char>(at[-1]);
    if (byte < 0x80) {
      return {tables_.ascii_left[byte], 1, EasyState::none};
    }
    auto lead = static_cast<unsigned char>(at[-2]);
    unsigned index = (lead & 3U) << 6 | (byte & 0x3FU);
    return {tables_.pair_left[index], 2, index};
  }

  const EasyTables &tables_;
  const char *text_;
  const char *end_;
  const char *at_;
  char *out_;
  bool plain_ = true; // the plain loop came last, and `state_` is where it stopped
  EasyState state_;
};

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

// 64 bytes of text, taken apart.
struct Block {
  __m512i bytes;
  __m512i index; // of the pair that a byte belongs to; an ASCII byte itself
  __mmask64 ascii;
  __mmask64 lead;
  __mmask64 trail;
  bool far;  // holds a character of U+0680..06FF
  bool fits; // nothing but ASCII and pairs
};

HWY_INLINE Block take_apart(const char *at) {
  Block block;
  block.bytes = _mm512_loadu_si512(at);
  block.ascii = ~_mm512_movepi8_mask(block.bytes);
  __m512i kind = _mm512_and_si512(block.bytes, _mm512_set1_epi8(static_cast<char>(0xFC)));
  block.lead = _mm512_cmpeq_epi8_mask(kind, _mm512_set1_epi8(static_cast<char>(0xD8)));
  block.trail = _mm512_cmplt_epi8_mask(block.bytes, _mm512_set1_epi8(static_cast<char>(0xC0)));
  block.fits =
      (block.ascii | block.lead | block.trail) == ~__mmask64{0} && block.trail == block.lead << 1;
  block.far = _mm512_mask_test_epi8_mask(block.lead, block.bytes, _mm512_set1_epi8(2)) != 0;
  __m512i next = _mm512_loadu_si512(at + 1);
  __m512i previous = _mm512_loadu_si512(at - 1);
  __m512i high = _mm512_mask_mov_epi8(block.bytes, block.trail, previous);
  __m512i low = _mm512_mask_mov_epi8(next, block.trail, block.bytes);
  __m512i pair = _mm512_ternarylogic_epi64(low, _mm512_slli_epi16(high, 6), _mm512_set1_epi8(0x3F),
                                           0xE4); // low where the mask is
  block.index = _mm512_mask_mov_epi8(pair, block.ascii, block.bytes);
  return block;
}

// Tables of one chain in registers or at hand.
struct Tables {
  explicit HWY_INLINE Tables(const EasyTables &easy)
      : pair_right(load_table(easy.pair_right, 256)), pair_left(load_table(easy.pair_left, 256)),
        ascii_right(load_table(easy.ascii_right, 128)),
        ascii_left(load_table(easy.ascii_left, 128)) {
    for (std::size_t k = 0; k < 4; ++k) {
      pair_out[k] = load_table(easy.pair_out[k], 256);
    }
    for (std::size_t k = 0; k < 2; ++k) {
      ascii_out[k] = load_table(easy.ascii_out[k], 128);
    }
  }
  Table pair_right, pair_left, ascii_right, ascii_left;
  Table pair_out[4];
  Table ascii_out[2];
};

// Whether two neighbours conflict, the first of them perhaps in front of the block.
template <bool far, bool narrow>
HWY_INLINE bool has_conflict(const Tables &tables, const Block &block, const Way &way) {
  __m512i right = _mm512_maskz_mov_epi8(block.lead, look_up<far>(tables.pair_right, block.index));
  if constexpr (!narrow) {
    right =
        _mm512_mask_mov_epi8(right, block.ascii, look_up<false>(tables.ascii_right, block.index));
  }
  if (_mm512_test_epi8_mask(right, right) == 0) {
    return false;
  }
  __m512i left = look_up<far>(tables.pair_left, block.index);
  left = _mm512_mask_mov_epi8(left, block.ascii,
                              narrow ? _mm512_set1_epi8(static_cast<char>(hard))
                                     : look_up<false>(tables.ascii_left, block.index));
  // Of each byte the one before it: that of the last byte of the character before.
  const __m512i zero_to_63 = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
      40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
      17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  __m512i before = _mm512_permutexvar_epi8(_mm512_sub_epi8(zero_to_63, _mm512_set1_epi8(1)), left);
  before = _mm512_mask_mov_epi8(before, 1, _mm512_set1_epi8(static_cast<char>(way.left())));
  return _mm512_test_epi8_mask(before, right) != 0;
}

HWY_INLINE char *store(char *to, __mmask64 keep, __m512i bytes) {
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(keep, bytes));
  return to + _mm_popcnt_u64(keep);
}

template <bool far>
HWY_INLINE char *put_narrow(const Tables &tables, const Block &block, __mmask64 take, char *to) {
  __m512i first = look_up<far>(tables.pair_out[0], block.index);
  __m512i second = look_up<far>(tables.pair_out[1], block.index);
  __m512i pair = _mm512_mask_mov_epi8(first, block.trail, second);
  __mmask64 keep = (block.ascii | _mm512_test_epi8_mask(pair, pair)) & take;
  return store(to, keep, _mm512_mask_mov_epi8(pair, block.ascii, block.bytes));
}

// Each byte of half a block becomes two.
template <bool far>
HWY_INLINE char *put_half(const Tables &tables, const Block &block, unsigned half, __mmask64 take,
                          char *to) {
  constexpr std::uint64_t even = 0x5555555555555555;
  auto doubled = [&](__mmask64 mask) { return _pdep_u64(mask >> (32 * half), even) * 3; };
  const __m512i twice = _mm512_set_epi8(31, 31, 30, 30, 29, 29, 28, 28, 27, 27, 26, 26, 25, 25, 24,
                                        24, 23, 23, 22, 22, 21, 21, 20, 20, 19, 19, 18, 18, 17, 17,
                                        16, 16, 15, 15, 14, 14, 13, 13, 12, 12, 11, 11, 10, 10, 9,
                                        9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0);
  __m512i index = _mm512_permutexvar_epi8(
      _mm512_add_epi8(twice, _mm512_set1_epi8(static_cast<char>(32 * half))), block.index);
  __m512i ascii = _mm512_mask_mov_epi8(look_up<false>(tables.ascii_out[0], index), ~even,
                                       look_up<false>(tables.ascii_out[1], index));
  __m512i result = ascii;
  if (block.lead != 0) {
    __m512i lead = _mm512_mask_mov_epi8(look_up<far>(tables.pair_out[0], index), ~even,
                                        look_up<far>(tables.pair_out[1], index));
    __m512i trail = _mm512_mask_mov_epi8(look_up<far>(tables.pair_out[2], index), ~even,
                                         look_up<far>(tables.pair_out[3], index));
    result = _mm512_mask_mov_epi8(lead, doubled(block.trail), trail);
    result = _mm512_mask_mov_epi8(result, doubled(block.ascii), ascii);
  }
  __mmask64 keep = _mm512_test_epi8_mask(result, result) & doubled(take);
  return store(to, keep, result);
}

template <bool far, bool narrow>
HWY_INLINE bool do_block(const Tables &tables, const Block &block, __mmask64 take, Way &way) {
  if (has_conflict<far, narrow>(tables, block, way)) {
    return false;
  }
  if constexpr (narrow) {
    way.to = put_narrow<far>(tables, block, take, way.to);
  } else {
    way.to = put_half<far>(tables, block, 0, take, way.to);
    way.to = put_half<far>(tables, block, 1, take, way.to);
  }
  return true;
}

template <bool narrow> HWY_INLINE EasyRun run(const EasyTables &easy, Way way) {
  const Tables tables(easy);
  while (way.has(64)) {
    Block block = take_apart(way.at());
    // A pair that does not end in the block belongs to the next one.
    __mmask64 cut = block.lead >> 63;
    __mmask64 take = ~(cut << 63);
    bool done = block.fits && (block.far ? do_block<true, narrow>(tables, block, take, way)
                                         : do_block<false, narrow>(tables, block, take, way));
    if (done) {
      way.took(64 - cut);
    } else if (!way.plain(64)) {
      break;
    }
  }
  return way.end();
}

EasyRun run_easy(const EasyTables &easy, const char *text, std::size_t bytes, std::uint8_t left,
                 char *out) {
  if (bytes < 128) {
    return run_easy_plain(easy, text, bytes, left, out);
  }
  Way way(easy, text, bytes, left, out);
  return easy.narrow ? run<true>(easy, way) : run<false>(easy, way);
}

#elif HWY_TARGET != HWY_SCALAR

using Bytes = hn::ScalableTag<std::uint8_t>;
using Vector = hn::Vec<Bytes>;

// A table of 16 * `rows` bytes, looked up row by row: an index is in one row only, and the others
// give zero.
template <std::size_t rows>
HWY_INLINE Vector look_up(Bytes d, const std::uint8_t *table, Vector index) {
  Vector result = hn::Zero(d);
  for (std::size_t row = 0; row < rows; ++row) {
    // 0..15 in the row, bit 7 elsewhere.
    Vector offset = hn::Sub(index, hn::Set(d, static_cast<std::uint8_t>(16 * row)));
    offset = hn::SaturatedAdd(offset, hn::Set(d, 0x70));
    if constexpr (!HWY_ARCH_X86) { // which does not mind the bits between
      offset = hn::And(offset, hn::Set(d, 0x8F));
    }
    result = hn::Or(result, hn::TableLookupBytesOr0(hn::LoadDup128(d, table + 16 * row), offset));
  }
  return result;
}

// For each set of eight bytes to keep, where they come from.
struct Packing {
  alignas(16) std::uint8_t from[256][8];
  constexpr Packing() : from() {
    for (unsigned keep = 0; keep < 256; ++keep) {
      unsigned to = 0;
      for (unsigned i = 0; i < 8; ++i) {
        if ((keep >> i & 1) != 0) {
          from[keep][to++] = static_cast<std::uint8_t>(i);
        }
      }
    }
  }
};
constexpr Packing packing;

// A block of text, taken apart.
struct Block {
  Vector bytes;
  Vector index; // of the pair that a byte belongs to
  hn::Mask<Bytes> ascii;
  hn::Mask<Bytes> lead;
  hn::Mask<Bytes> trail;
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
              false};
  block.fits = hn::AllTrue(d, hn::Or(block.ascii, hn::Or(block.lead, block.trail)));
  block.far = !hn::AllFalse(d, hn::And(block.lead, hn::Gt(bytes, hn::Set(d, 0xD9))));
  Vector high = hn::IfThenElse(block.trail, previous, bytes);
  Vector low = hn::IfThenElse(block.trail, bytes, next);
  block.index = hn::Or(hn::ShiftLeft<6>(high), hn::And(low, hn::Set(d, 0x3F)));
  return block;
}

// Whether two neighbours conflict, the first of them perhaps in front of the block.
template <std::size_t rows>
HWY_INLINE bool has_conflict(Bytes d, const EasyTables &easy, const Block &block, const Way &way) {
  Vector right = hn::IfThenElseZero(block.lead, look_up<rows>(d, easy.pair_right, block.index));
  if (hn::AllTrue(d, hn::Eq(right, hn::Zero(d)))) {
    return false;
  }
  Vector left =
      hn::IfThenElse(block.ascii, hn::Set(d, hard), look_up<rows>(d, easy.pair_left, block.index));
  HWY_ALIGN std::uint8_t before[HWY_MAX_BYTES + 1];
  before[0] = way.left();
  hn::StoreU(left, d, before + 1);
  return !hn::AllTrue(d, hn::Eq(hn::And(hn::LoadU(d, before), right), hn::Zero(d)));
}

// Writes those bytes that the mask keeps.
HWY_INLINE char *store(Bytes d, hn::Mask<Bytes> keep, Vector bytes, std::size_t taken, char *to) {
  const hn::CappedTag<std::uint8_t, 8> eight;
  HWY_ALIGN std::uint8_t all[HWY_MAX_BYTES];
  std::uint8_t bits[HWY_MAX_BYTES / 8];
  hn::Store(bytes, d, all);
  hn::StoreMaskBits(d, keep, bits);
  std::size_t lanes = hn::Lanes(d);
  if (taken < lanes) {
    bits[lanes / 8 - 1] &= 0x7F;
  }
  for (std::size_t i = 0; i < lanes / 8; ++i) {
    auto packed =
        hn::TableLookupBytes(hn::Load(eight, all + 8 * i), hn::Load(eight, packing.from[bits[i]]));
    hn::StoreU(packed, eight, reinterpret_cast<std::uint8_t *>(to));
    to += hwy::PopCount(std::uint64_t{bits[i]});
  }
  return to;
}

template <std::size_t rows>
HWY_INLINE bool do_block(Bytes d, const EasyTables &easy, const Block &block, std::size_t taken,
                         Way &way) {
  if (has_conflict<rows>(d, easy, block, way)) {
    return false;
  }
  Vector pair = hn::IfThenElse(block.trail, look_up<rows>(d, easy.pair_out[1], block.index),
                               look_up<rows>(d, easy.pair_out[0], block.index));
  Vector result = hn::IfThenElse(block.ascii, block.bytes, pair);
  auto keep = hn::Or(block.ascii, hn::Ne(pair, hn::Zero(d)));
  way.to = store(d, keep, result, taken, way.to);
  way.took(taken);
  return true;
}

EasyRun run_narrow(const EasyTables &easy, Way way) {
  const Bytes d;
  const std::size_t lanes = hn::Lanes(d);
  while (way.has(lanes)) {
    Block block = take_apart(d, reinterpret_cast<const std::uint8_t *>(way.at()));
    // A pair that does not end in the block belongs to the next one.
    bool cut = (static_cast<unsigned char>(way.at()[lanes - 1]) & 0xFC) == 0xD8;
    std::size_t taken = lanes - (cut ? 1 : 0);
    bool done = block.fits && (block.far ? do_block<16>(d, easy, block, taken, way)
                                         : do_block<8>(d, easy, block, taken, way));
    if (!done && !way.plain(lanes)) {
      break;
    }
  }
  return way.end();
}

// Without instructions that pack bytes, the plain loop is as fast where results are longer.
EasyRun run_easy(const EasyTables &easy, const char *text, std::size_t bytes, std::uint8_t left,
                 char *out) {
  return easy.narrow ? run_narrow(easy, {easy, text, bytes, left, out})
                     : run_easy_plain(easy, text, bytes, left, out);
}

#else

EasyRun run_easy(const EasyTables &easy, const char *text, std::size_t bytes, std::uint8_t left,
                 char *out) {
  return run_easy_plain(easy, text, bytes, left, out);
}

#endif

} // namespace

EasyRun RunEasy(const EasyTables &easy, const char *text, std::size_t bytes, std::uint8_t left,
                char *out) {
  return run_easy(easy, text, bytes, left, out);
}

} // namespace HWY_NAMESPACE
} // namespace arnorm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace arnorm {
namespace {

HWY_EXPORT(RunEasy);

EasyRun run_easy_best(const EasyTables &tables, const char *text, std::size_t bytes,
                      std::uint8_t left, char *out) {
  return HWY_DYNAMIC_DISPATCH(RunEasy)(tables, text, bytes, left, out);
}

} // namespace

EasyKernel easy_kernel() { return run_easy_best; }

std::vector<NamedKernel> easy_kernels() {
  std::vector<NamedKernel> kernels{{"plain", run_easy_plain}};
  [[maybe_unused]] auto add = [&](std::int64_t target, EasyKernel kernel) {
    if ((hwy::SupportedTargets() & target) != 0) {
      kernels.push_back({hwy::TargetName(target), kernel});
    }
  };
#if HWY_TARGETS & HWY_AVX3_DL
  add(HWY_AVX3_DL, N_AVX3_DL::RunEasy);
#endif
#if HWY_TARGETS & HWY_AVX3
  add(HWY_AVX3, N_AVX3::RunEasy);
#endif
#if HWY_TARGETS & HWY_AVX2
  add(HWY_AVX2, N_AVX2::RunEasy);
#endif
#if HWY_TARGETS & HWY_SSE4
  add(HWY_SSE4, N_SSE4::RunEasy);
#endif
#if HWY_TARGETS & HWY_SSSE3
  add(HWY_SSSE3, N_SSSE3::RunEasy);
#endif
#if HWY_TARGETS & HWY_NEON
  add(HWY_NEON, N_NEON::RunEasy);
#endif
  return kernels;
}

} // namespace arnorm
#endif
