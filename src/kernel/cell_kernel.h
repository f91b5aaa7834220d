// The scalar kernel once more, for vectors without VBMI2: two loops with hardly a branch.
//
// The first loop turns bytes into the numbers of cells (see kernel.h), eight at a time. An example,
// BEH, FATHA, a space, BEH and the first half of another FATHA:
//
//   bytes     D8 A8 D9 8E 20 D8 A8 D9    next in the text: 8E
//   cells     A8 .  CE .  20 A8 .  CE    80 + index for pairs, the byte itself for ASCII
//   packed    A8 CE 20 A8 CE             by a table of orders, one for each set of first bytes
//
// The second loop writes eight bytes of each cell and moves on by the length of its result, so that
// the next result writes over those that are too many. It stops only at a conflict. Most of those
// are marks that change places, which is done here; the scalar kernel is asked for everything else.
//
// A part of kernel_simd.cc, which includes Highway before it. The guard changes sides, so that each
// target has its own: Highway's way to include a header once for each.
#if defined(ARNORM_CELL_KERNEL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ARNORM_CELL_KERNEL_H
#undef ARNORM_CELL_KERNEL_H
#else
#define ARNORM_CELL_KERNEL_H
#endif

#include <algorithm>
#include <cstring>

#include "kernel/kernel.h"

HWY_BEFORE_NAMESPACE();
namespace arnorm {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Bytes to prefetch ahead: the hardware itself stops at the end of a page.
constexpr std::ptrdiff_t far_ahead = 2048;

#if HWY_TARGET != HWY_AVX3_DL && HWY_TARGET != HWY_SCALAR

// For each set of eight bytes or words to keep, where they come from.
struct Packing {
  alignas(16) std::uint8_t words[256][16];
  alignas(16) std::uint8_t bytes[256][8];
  std::uint8_t kept[256];
  constexpr Packing() : words(), bytes(), kept() {
    for (unsigned keep = 0; keep < 256; ++keep) {
      std::size_t to = 0;
      for (unsigned i = 0; i < 8; ++i) {
        if ((keep >> i & 1) != 0) {
          words[keep][2 * to] = static_cast<std::uint8_t>(2 * i);
          words[keep][2 * to + 1] = static_cast<std::uint8_t>(2 * i + 1);
          bytes[keep][to++] = static_cast<std::uint8_t>(i);
        }
      }
      kept[keep] = static_cast<std::uint8_t>(to);
    }
  }
};
constexpr Packing packing;

// The characters of a piece of text, as the numbers of their cells. A byte that is not part of one
// counts as a character, with the cell for everything else.
class Characters {
public:
  static constexpr std::size_t unit = 16; // bytes taken at a time
  static constexpr std::size_t max_bytes = 512;

  // Reads a piece, of whole units; one more byte is in memory.
  HWY_INLINE void read(const char *at, std::size_t bytes) {
    units_ = bytes / unit;
    std::size_t size = 0;
    unsigned taken = taken_;
    for (std::size_t i = 0; i < units_; ++i) {
      first_[i] = static_cast<std::uint16_t>(size);
      size = read_unit(at + unit * i, size, taken, starts_[i]);
    }
    size_ = size;
    taken_ = taken;
  }

  // How many bytes after the piece belong to its last character.
  std::size_t taken() const { return taken_; }
  void set_taken(std::size_t taken) { taken_ = static_cast<unsigned>(taken); }

  std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(size_); }
  std::uint16_t *cells() { return cells_; }
  const std::uint16_t *cells() const { return cells_; }

  // Where a character begins in the piece.
  std::size_t offset(std::ptrdiff_t i) const {
    std::size_t in = units_ - 1;
    while (first_[in] > i) {
      --in;
    }
    unsigned starts = starts_[in];
    for (std::ptrdiff_t k = first_[in]; k < i; ++k) {
      starts &= starts - 1;
    }
    return unit * in + static_cast<unsigned>(__builtin_ctz(starts));
  }

private:
  using Unit = hn::FixedTag<std::uint8_t, unit>;
  using Cells = hn::FixedTag<std::uint16_t, unit / 2>;

  HWY_INLINE std::size_t read_unit(const char *at, std::size_t size, unsigned &taken,
                                   std::uint16_t &starts) {
    const Unit d;
    const auto *from = reinterpret_cast<const std::uint8_t *>(at);
    const auto high_bit = hn::Set(d, 0x80);
    auto bytes = hn::LoadU(d, from);
    auto next = hn::LoadU(d, from + 1);
    auto is_pair = hn::And(hn::Eq(hn::And(bytes, hn::Set(d, 0xFC)), hn::Set(d, 0xD8)),
                           hn::Eq(hn::And(next, hn::Set(d, 0xC0)), high_bit));
    auto index = hn::Or(hn::ShiftLeft<6>(bytes), hn::And(next, hn::Set(d, 0x3F)));
    auto low = hn::IfThenElse(is_pair, hn::Xor(index, high_bit), hn::Min(bytes, high_bit));
    auto high = hn::ShiftRight<7>(hn::IfThenElse(is_pair, index, bytes));
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, is_pair, bits);
    unsigned pairs = bits[0] | unsigned{bits[1]} << 8;
    unsigned set = ~(pairs << 1) & 0xFFFFU << taken & 0xFFFF;
    starts = static_cast<std::uint16_t>(set);
    taken = pairs >> 15;
    size = append(hn::InterleaveLower(d, low, high), set & 0xFF, size);
    return append(hn::InterleaveUpper(d, low, high), set >> 8, size);
  }

  HWY_INLINE std::size_t append(hn::Vec<Unit> cells, unsigned keep, std::size_t size) {
    const Unit d;
    auto packed = hn::TableLookupBytes(cells, hn::Load(d, packing.words[keep]));
    hn::StoreU(hn::BitCast(Cells(), packed), Cells(), cells_ + size);
    return size + packing.kept[keep];
  }

  std::uint16_t cells_[max_bytes + 8];
  std::uint16_t first_[max_bytes / unit];  // of each unit: its first character,
  std::uint16_t starts_[max_bytes / unit]; // and a bit where one begins
  std::size_t size_ = 0;
  std::size_t units_ = 0;
  unsigned taken_ = 0;
};

// The scalar kernel once more, without a branch for each character.
class CellKernel {
public:
  CellKernel(const KernelTables &tables, const char *text, std::size_t bytes, KernelState &state,
             char *out)
      : tables_(tables), text_(text), end_(text + bytes), at_(text), out_(out), to_(out),
        state_(state), left_(state.left) {
    state_.begin = state_.begin == nullptr ? text : state_.begin;
  }

  // Whether it ended because there was no conflict for a while.
  bool is_calm() const { return calm_; }

  // Takes the text up to a character that stops it, or until `max_calm` bytes had no conflict: then
  // blocks may be faster.
  KernelResult run(std::size_t max_calm) {
    std::size_t max = 4 * Characters::unit; // small at first: many texts stop early
    std::size_t calm = 0;
    while (rest() > Characters::unit && calm < max_calm) {
      std::size_t bytes = std::min(max, (rest() - 1) / Characters::unit * Characters::unit);
      hwy::Prefetch(at_ + far_ahead);
      known_ = 0;
      characters_.read(at_, bytes);
      calm_ = true;
      if (!take_piece()) {
        return result();
      }
      catch_up(characters_.size());
      at_ += bytes;
      calm = calm_ ? calm + bytes : 0;
      max = std::min(2 * max, Characters::max_bytes);
    }
    at_ += characters_.taken();
    calm_ = calm >= max_calm;
    if (!calm_) {
      take_scalar(rest());
    }
    return result();
  }

private:
  static bool is_pair(unsigned cell) { return cell - KernelTables::first_pair < 256; }

  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }

  KernelResult result() const {
    return {static_cast<std::size_t>(at_ - text_), to_ - out_, state_.left};
  }

  // Takes what has been read; false if it has to stop before a character.
  bool take_piece() {
    const std::ptrdiff_t size = characters_.size();
    std::ptrdiff_t i = 0;
    while ((i = tables_.has_gaps ? take_cells<true>(i) : take_cells<false>(i)) < size) {
      if (may_swap(i)) {
        calm_ = false;
        swap(i++);
        continue;
      }
      if (!tables_.has_gaps && take_harmless(i)) {
        ++i;
        continue;
      }
      calm_ = false;
      const char *piece = at_;
      catch_up(i);
      at_ += characters_.offset(i);
      std::size_t taken = take_scalar(character_bytes(i));
      if (taken == 0) {
        calm_ = false;
        return false;
      }
      at_ = piece;
      i += characters_.cells()[i] == KernelTables::other_cell ? static_cast<std::ptrdiff_t>(taken)
                                                              : 1;
      known_ = i;
    }
    if (i > size) { // a character that the end of the piece cuts
      characters_.set_taken(static_cast<std::size_t>(i - size));
      known_ = size;
    }
    return true;
  }

  // `left` before a character of the piece.
  ConflictBits exact_left(std::ptrdiff_t i) const {
    unsigned left = 0;
    unsigned mask = 0xFFFF;
    while (i > known_ && mask != 0) {
      const KernelTables::Cell &cell = tables_.cells[characters_.cells()[--i]];
      left |= mask & cell.left;
      mask &= cell.through;
    }
    return static_cast<ConflictBits>(left | (mask & state_.left));
  }

  // Takes a character that conflicts with nothing before it after all.
  bool take_harmless(std::ptrdiff_t i) {
    const KernelTables::Cell &cell = tables_.cells[characters_.cells()[i]];
    const ConflictBits left = exact_left(i);
    if ((cell.right & left) != 0) {
      return false;
    }
    put(cell);
    left_ = cell.after(left);
    return true;
  }

  void put(const KernelTables::Cell &cell) {
    char *to = to_;
    to_ = to + cell.length;
    std::memcpy(to, cell.bytes, sizeof cell.bytes);
  }

  // Takes characters up to the first conflict. Unless `is_exact`, no step waits for the `left` of
  // the one before it: a character that lets its neighbours meet counts as if everything were
  // before it, so a conflict may be none.
  template <bool is_exact> HWY_INLINE std::ptrdiff_t take_cells(std::ptrdiff_t i) {
    const KernelTables::Step *const steps = tables_.steps;
    const std::uint64_t *const results = tables_.results;
    const std::uint16_t *cells = characters_.cells();
    const std::ptrdiff_t size = characters_.size();
    char *to = to_;
    unsigned left = left_;
#pragma GCC unroll 4
    for (; i < size; ++i) {
      const KernelTables::Step &step = steps[cells[i]];
      if (HWY_UNLIKELY((step.right & left) != 0)) {
        break;
      }
      std::memcpy(to, &results[cells[i]], sizeof results[0]); // some of it is written over
      to += step.length;
      left = is_exact ? step.left | (left & step.through) : step.left;
    }
    to_ = to;
    left_ = static_cast<ConflictBits>(left);
    return i;
  }

  // Whether a character can change places with the one before it, and that is all there is to do:
  // both follow an end of a run of marks, with which neither conflicts.
  bool may_swap(std::ptrdiff_t i) const {
    const std::uint16_t *cells = characters_.cells() + i;
    if (i - 2 < known_ || !is_pair(cells[-2]) || !is_pair(cells[-1]) || !is_pair(cells[0])) {
      return false;
    }
    const KernelTables::Cell *const table = tables_.cells;
    ConflictBits left = table[cells[-2]].left;
    return tables_.unit(cells[-1], cells[0]) == nullptr && table[cells[-2]].through == 0 &&
           tables_.swap(cells[-1] - KernelTables::first_pair,
                        cells[0] - KernelTables::first_pair) &&
           tables_.pair_in_run[cells[-2] - KernelTables::first_pair] == 0 &&
           (left & table[cells[0]].right) == 0 &&
           (table[cells[-1]].left & table[cells[0]].right) != 0 &&
           (table[cells[0]].after(left) & table[cells[-1]].right) == 0;
  }

  void swap(std::ptrdiff_t i) {
    std::uint16_t *cells = characters_.cells() + i;
    const KernelTables::Cell &x = tables_.cells[cells[-1]];
    const KernelTables::Cell &y = tables_.cells[cells[0]];
    to_ -= x.length;
    put(y);
    put(x);
    left_ = x.after(y.after(tables_.cells[cells[-2]].left));
    std::swap(cells[-1], cells[0]);
  }

  // Of a character; of what is none, as many bytes as an inert one may have.
  std::size_t character_bytes(std::ptrdiff_t i) {
    unsigned cell = characters_.cells()[i];
    std::size_t length = is_pair(cell) ? 2 : cell < KernelTables::first_pair ? 1 : 3;
    return std::min(length, rest());
  }

  // Lets the scalar kernel take some bytes; returns how many it has taken.
  std::size_t take_scalar(std::size_t bytes) {
    KernelResult run = continue_scalar(tables_, at_, bytes, state_, to_);
    left_ = state_.left;
    at_ += run.consumed;
    to_ += run.written;
    return run.consumed;
  }

  // Makes the state that after the character before `i`. It depends on two characters, and on more
  // where these let their neighbours meet.
  void catch_up(std::ptrdiff_t i) {
    const std::uint16_t *cells = characters_.cells();
    std::ptrdiff_t first = std::max(known_, i - 2);
    while (first > known_ && tables_.cells[cells[first]].through != 0) {
      --first;
    }
    for (std::ptrdiff_t k = first; k < i; ++k) {
      ConflictBits left = tables_.cells[cells[k]].after(state_.left);
      state_ = {left, state_.left, cells[k], state_.last, state_.begin};
    }
    known_ = std::max(known_, i);
  }

  const KernelTables &tables_;
  const char *text_;
  const char *end_;
  const char *at_; // the piece
  char *out_;
  char *to_;
  KernelState &state_;
  ConflictBits left_; // after the last character
  bool calm_ = false;
  std::ptrdiff_t known_ = 0; // the character of the piece before which `state_` holds
  Characters characters_;
};

#endif

} // namespace
} // namespace HWY_NAMESPACE
} // namespace arnorm
HWY_AFTER_NAMESPACE();
#endif
