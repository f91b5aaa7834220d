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
  BlockCursor(const KernelTables &tables, const char *text, std::size_t bytes, std::uint8_t left,
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

  // `left` of the last character, if the scalar loop took it.
  std::uint8_t left() const { return state_.left; }

  // `left` of the character before a block, if another block took it and it is not inert.
  static std::uint8_t left_of(const KernelTables &tables, const char *at) {
    auto last = static_cast<unsigned char>(at[-1]);
    auto lead = static_cast<unsigned char>(at[-2]);
    std::uint8_t pair = tables.pair_left[(lead & 3U) << 6 | (last & 0x3FU)];
    return last < 0x80 ? tables.ascii_left[last] : pair;
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
    at_ = at;
    to_ = to;
    Last one = last(at);
    Last two = last(at - one.bytes);
    auto is_swapped = [&](const char *begin) { return (swapped >> (begin + 64 - end) & 1) != 0; };
    if (is_swapped(at - one.bytes)) {
      std::swap(one, two);
    } else if (is_swapped(at - one.bytes - two.bytes)) {
      two = last(at - one.bytes - two.bytes);
    }
    state_ = {one.left, two.left, one.index, two.index, text_};
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
    return {static_cast<std::size_t>(at_ - text_), static_cast<std::size_t>(to_ - out_),
            state_.left};
  }

private:
  struct Last {
    std::uint8_t left;
    std::size_t bytes;
    unsigned index;
  };

  // The character that ends at `at`.
  Last last(const char *at) const {
    auto byte = static_cast<unsigned char>(at[-1]);
    if (byte < 0x80) {
      return {tables_.ascii_left[byte], 1, KernelState::none};
    }
    auto lead = static_cast<unsigned char>(at[-2]);
    if ((lead & 0xFC) != 0xD8) { // an inert character
      return {needs_passes, lead == 0xC2 ? 2U : 3U, KernelState::none};
    }
    unsigned index = (lead & 3U) << 6 | (byte & 0x3FU);
    return {tables_.pair_left[index], 2, index};
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
