// What all vector kernels share: their position in a text, and the scalar loop for everything that
// is not in a block they can take.
//
// Knows nothing of vectors: a kernel says which blocks it has taken.
#pragma once

#include <algorithm>
#include <utility>

#include "kernel/kernel.h"

namespace arnorm {

// The position of a kernel: vector blocks as far as possible, the scalar loop for the rest.
class BlockCursor {
public:
  BlockCursor(const KernelTables &tables, const char *text, std::size_t bytes, ConflictBits left,
              char *out)
      : tables_(tables), text_(text), end_(text + bytes), at_(text), out_(out), to_(out) {
    state_.left = left;
    plain(4); // blocks look at the two bytes before them
  }

  const char *at() const { return at_; }
  const char *end() const { return end_; }
  char *to() const { return to_; }

  // Whether the text has a block of `bytes` here and one more byte.
  bool has(std::size_t bytes) const {
    return at_ - text_ >= 2 && static_cast<std::size_t>(end_ - at_) > bytes;
  }

  // Whether blocks may go on from here, and `left` for their first character if so.
  bool may_take_blocks() const { return tables_.may_take_blocks(state_.left); }
  std::uint8_t left() const { return tables_.vector_bits(state_.left); }

  // `left` for the character at `at`, if blocks took those before it and the last is not inert.
  static std::uint8_t left_of(const KernelTables &tables, const char *at) {
    auto last = static_cast<unsigned char>(at[-1]);
    auto lead = static_cast<unsigned char>(at[-2]);
    std::uint8_t pair = tables.pair_left[(lead & 3U) << 6 | (last & 0x3FU)];
    return last < 0x80 ? tables.ascii_left[last] : pair;
  }

  // The same where some of the last characters may be gaps: what is before those counts too. Looks
  // at eight bytes, without a branch that depends on them.
  static std::uint8_t left_past_gaps(const KernelTables &tables, const char *at) {
    unsigned left = 0;
    unsigned mask = 0xFF;
    for (int i = 0; i < 4; ++i) {
      auto last = static_cast<unsigned char>(at[-1 - 2 * i]);
      auto lead = static_cast<unsigned char>(at[-2 - 2 * i]);
      unsigned index = (lead & 3U) << 6 | (last & 0x3FU);
      unsigned is_pair = (lead & 0xFC) == 0xD8 ? 0xFFU : 0U;
      unsigned other = last < 0x80 ? tables.ascii_left[last] : needs_scalar;
      left |= mask & (is_pair != 0 ? tables.pair_left[index] : other);
      mask &= is_pair & tables.pair_gap[index];
    }
    return static_cast<std::uint8_t>(left | mask);
  }

  // Blocks have been taken up to `at`, with results up to `to`. If they end in the middle of a
  // pair, its first half is given back. `swapped` has a bit for each of the last 64 bytes, set
  // where a character begins that has changed places with the one before it.
  void advance(const char *at, char *to, std::uint64_t swapped) {
    if (at == at_) {
      return;
    }
    const char *end = at;
    if ((static_cast<unsigned char>(at[-1]) & 0xFC) == 0xD8) {
      unsigned index = (static_cast<unsigned char>(at[-1]) & 3U) << 6 |
                       (static_cast<unsigned char>(at[0]) & 0x3FU);
      for (std::size_t k = 0; k < 2; ++k) { // the results of the lead byte
        to -= tables_.pair_out[k][index] != 0 && (k == 0 || !tables_.narrow) ? 1 : 0;
      }
      --at;
    }
    const char *begin = at_;
    ConflictBits left = state_.left;
    at_ = at;
    to_ = to;
    set_state(begin, left, end, swapped);
  }

  // Lets the scalar loop, or one that does the same, take some bytes; false when it stops in them.
  template <class Loop> bool plain(std::size_t bytes, Loop loop) {
    bytes = std::min(bytes, rest());
    KernelResult run = loop(tables_, at_, bytes, state_, to_);
    at_ += run.consumed;
    to_ += run.written;
    return run.consumed + 2 >= bytes; // the last character may be cut
  }

  bool plain(std::size_t bytes) { return plain(bytes, continue_scalar); }

  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }

  KernelResult finish() {
    plain(rest());
    return result();
  }

  KernelResult result() const {
    return {static_cast<std::size_t>(at_ - text_), to_ - out_, state_.left};
  }

private:
  struct Last {
    std::size_t bytes;
    unsigned cell; // KernelState::none for an inert character
  };

  // The state after blocks that begin at `begin`, with `left`, and end at `end`. Where characters
  // let their neighbours meet, it depends on more of them than two, and `swapped` tells their order
  // for 64 bytes.
  void set_state(const char *begin, ConflictBits left, const char *end, std::uint64_t swapped) {
    unsigned cells[64]; // the last characters, from the end
    std::size_t count = 0;
    const char *at = at_;
    const char *const stop = std::max(begin, end - 62);
    auto add = [&] {
      Last one = last(at);
      at -= one.bytes;
      cells[count++] = one.cell;
    };
    while (at > stop && (count < 2 || lets_meet(cells[count - 1]))) {
      add();
      bool is_swapped = (swapped >> (at + 64 - end) & 1) != 0;
      if (is_swapped && at > stop) {
        add();
        std::swap(cells[count - 1], cells[count - 2]);
      }
    }
    ConflictBits now = at > begin ? unknown_left : left;
    ConflictBits before = now;
    for (std::size_t i = count; i > 0; --i) {
      before = now;
      now = after(cells[i - 1], now);
    }
    state_ = {now, before, cells[0], count > 1 ? cells[1] : KernelState::none, text_};
  }

  // An inert character is no cell.
  bool lets_meet(unsigned cell) const {
    return cell != KernelState::none && tables_.cells[cell].through != 0;
  }
  ConflictBits after(unsigned cell, ConflictBits before) const {
    return cell == KernelState::none ? needs_passes : tables_.cells[cell].after(before);
  }

  // The character that ends at `at`.
  static Last last(const char *at) {
    auto byte = static_cast<unsigned char>(at[-1]);
    if (byte < 0x80) {
      return {1, byte};
    }
    auto lead = static_cast<unsigned char>(at[-2]);
    if ((lead & 0xFC) != 0xD8) {
      return {lead == 0xC2 ? 2U : 3U, KernelState::none};
    }
    return {2, KernelTables::first_pair + ((lead & 3U) << 6 | (byte & 0x3FU))};
  }

  const KernelTables &tables_;
  const char *text_;
  const char *end_;
  const char *at_;
  char *out_;
  char *to_;
  KernelState state_; // after the last character that was taken
};

} // namespace arnorm
