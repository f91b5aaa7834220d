#include "kernel/kernel.h"

#include <atomic>
#include <cstring>
#include <utility>

namespace arnorm {
namespace {

using Cell = KernelTables::Cell;

template <std::size_t planes, std::size_t size>
Cell cell(const std::uint8_t (&out)[planes][size], std::size_t i, std::uint8_t left,
          std::uint8_t right) {
  Cell cell{{}, 0, left, right, 0};
  for (std::size_t k = 0; k < planes && out[k][i] != 0; ++k) {
    cell.bytes[k] = out[k][i];
    cell.length = static_cast<std::uint8_t>(k + 1);
  }
  return cell;
}

// Takes a character that conflicts with the last one, if a swap or a composed pair allows it.
template <class Edits>
bool fix_conflict(const KernelTables &tables, const char *at, unsigned next, KernelState &now,
                  char *&to, Edits &edits) {
  ConflictFix found = conflict_fix(tables, now.last_but_one, now.last, next);
  auto put = [&](const Cell &cell) {
    std::memcpy(to, cell.bytes, sizeof cell.bytes);
    to += cell.length;
  };
  const Cell &cell = tables.pair(next);
  if (found.swaps && !tables.follows_end_of_run(now.begin, at)) {
    return false;
  }
  if (found.composed == nullptr) {
    if (!found.swaps || (now.before & cell.right) != 0) {
      return false;
    }
    const Cell &other = tables.pair(now.last);
    to -= other.length;
    put(cell);
    put(other);
    edits.swap(at + 2, to);
    now = {other.left, cell.left, now.last, next, now.begin};
    return true;
  }
  const Cell &other = tables.pair(now.last);
  to -= other.length;
  if (!found.swaps) {
    put(*found.composed);
    edits.compose(at + 2, to, false);
    now = {found.composed->left, now.before, KernelState::none, KernelState::none, now.begin};
    return true;
  }
  to -= tables.pair(now.last_but_one).length;
  put(*found.composed);
  put(other);
  edits.compose(at + 2, to, true);
  now = {other.left, found.composed->left, now.last, KernelState::none, now.begin};
  return true;
}

} // namespace

ConflictFix conflict_fix(const KernelTables &tables, unsigned before, unsigned last,
                         unsigned next) {
  if (last == KernelState::none) {
    return {};
  }
  if (const Cell *both = tables.composed_pair(last, next)) {
    return {both, false};
  }
  if (!tables.swap(last, next)) {
    return {};
  }
  bool meet = before != KernelState::none && // and conflict in their turn
              (tables.pair(before).left & tables.pair(next).right) != 0;
  const Cell *both = meet ? tables.composed_pair(before, next) : nullptr;
  bool fits = both != nullptr && (both->left & tables.pair(last).right) == 0;
  return {fits ? both : nullptr, true};
}

std::size_t KernelTables::inert_length(const char *text, std::size_t bytes) const {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto is_trail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  if (bytes > 1 && byte(0) == 0xC2 && is_trail(1)) {
    return (inert_latin >> (byte(1) & 0x3F) & 1) != 0 ? 2 : 0;
  }
  if (bytes > 2 && byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81) && is_trail(2)) {
    return (inert_punctuation[byte(1) & 1] >> (byte(2) & 0x3F) & 1) != 0 ? 3 : 0;
  }
  return 0;
}

bool KernelTables::follows_end_of_run(const char *begin, const char *at) const {
  auto byte = [](const char *p) { return static_cast<unsigned char>(*p); };
  for (int i = 0; i < max_run && at > begin; ++i) {
    unsigned last = byte(at - 1);
    if (last < 0x80) {
      if (ascii_in_run[last] == 0) {
        return true;
      }
      at -= 1;
    } else {
      unsigned lead = byte(at - 2);
      bool inert = (lead & 0xFC) != 0xD8;
      if (inert || pair_in_run[(lead & 3U) << 6 | (last & 0x3FU)] == 0) {
        return true;
      }
      at -= 2;
    }
  }
  return false;
}

void KernelTables::complete() {
  for (std::size_t i = 0; i < 128; ++i) {
    Cell &of_ascii = cells[i];
    of_ascii = cell(ascii_out, i, ascii_left[i], ascii_right[i]);
    of_ascii.copies = of_ascii.length < 2 && of_ascii.bytes[0] == i ? 1 : 0;
  }
  cells[0].length = 1; // only where NUL stands for itself is it not needs_passes
  for (std::size_t i = 0; i < 256; ++i) {
    Cell &of_pair = cells[first_pair + i];
    of_pair = cell(pair_out, i, pair_left[i], pair_right[i]);
    bool copies = of_pair.length == 2 && of_pair.bytes[0] == (0xD8 | i >> 6) &&
                  of_pair.bytes[1] == (0x80 | (i & 0x3F));
    of_pair.copies = copies ? 1 : 0;
  }
  cells[other_cell] = {{}, 0, needs_passes, 0xFF, 0};
}

namespace {

// Stands for edits that nobody asks for.
struct NoEdits {
  void single(const char *, std::size_t, const char *, std::size_t, bool) {}
  void swap(const char *, const char *) {}
  void compose(const char *, const char *, bool) {}
};

// The edits of the scalar kernel. A character that changes places or joins another one takes back
// the edit of that one, and both are one edit from where that one began. What comes last is kept
// here, so that most characters only count up.
class KernelEdits {
public:
  KernelEdits(const char *text, const char *out, Alignment &alignment)
      : text_(text), out_(out), alignment_(alignment), base_in_(alignment.input_size()),
        base_out_(alignment.output_size()) {}
  ~KernelEdits() { flush(); }
  KernelEdits(const KernelEdits &) = delete;
  KernelEdits &operator=(const KernelEdits &) = delete;

  // One character was taken: what it became stands at `to`.
  void single(const char *at, std::size_t in, const char *to, std::size_t out, bool copies) {
    before_ = last_;
    last_ = place(at, to);
    add(in, out, copies);
  }

  // The next character, which ends at `at`, now stands before the last one; results end at `to`.
  void swap(const char *at, const char *to) {
    join(last_, at, to);
    before_ = last_;
  }

  // The next character became one with the last one, or, past it, with the one before that.
  void compose(const char *at, const char *to, bool past) {
    last_ = past ? before_ : last_;
    join(last_, at, to);
  }

private:
  // An offset in the text and one in the results, in one word: two words that are stored one by one
  // and loaded together would stall most processors at each character.
  using Place = std::uint64_t;
  Place place(const char *at, const char *to) const {
    return static_cast<Place>(at - text_) << 32 | static_cast<Place>(to - out_);
  }

  void add(std::size_t in, std::size_t out, bool copies) {
    if (copies) {
      copied_ += in;
    } else if (copied_ == 0 && in == in_size_ && out == out_size_) {
      ++count_;
    } else {
      flush();
      in_size_ = in;
      out_size_ = out;
      count_ = 1;
    }
  }

  // Edits, then what was copied after them.
  void flush() {
    if (count_ > 0) {
      alignment_.add_edit(in_size_, out_size_, count_);
    }
    alignment_.add_copy(copied_);
    count_ = 0;
    copied_ = 0;
    in_size_ = out_size_ = 0;
  }

  void join(Place begin, const char *at, const char *to) {
    flush();
    std::size_t begin_in = begin >> 32;
    std::size_t begin_out = begin & 0xFFFFFFFF;
    alignment_.truncate(base_in_ + begin_in, base_out_ + begin_out);
    std::size_t in = static_cast<std::size_t>(at - text_) - begin_in;
    std::size_t out = static_cast<std::size_t>(to - out_) - begin_out;
    add(in, out, in == out && std::memcmp(text_ + begin_in, out_ + begin_out, in) == 0);
  }

  const char *text_;
  const char *out_;
  Alignment &alignment_;
  std::size_t base_in_;
  std::size_t base_out_;
  Place last_ = 0; // where the edit of the last character begins
  Place before_ = 0;
  std::size_t in_size_ = 0; // not in the alignment yet: edits of these sizes, then a copy
  std::size_t out_size_ = 0;
  std::size_t count_ = 0;
  std::size_t copied_ = 0;
};

template <class Edits>
KernelResult continue_with(const KernelTables &tables, const char *text, std::size_t bytes,
                           KernelState &state, char *out, Edits &edits) {
  const char *at = text;
  const char *const end = text + bytes;
  char *to = out;
  KernelState now = state;
  now.begin = now.begin == nullptr ? text : now.begin;
  auto byte = [](const char *p) { return static_cast<unsigned char>(*p); };
  auto put = [&](const Cell &cell, unsigned index, std::size_t length) {
    std::memcpy(to, cell.bytes, sizeof cell.bytes); // some of it is written over
    edits.single(at, length, to, cell.length, cell.copies != 0);
    to += cell.length;
    now = {cell.left, now.left, index, now.last, now.begin};
  };
  while (at < end) {
    if (byte(at) < 0x80) {
      const Cell &cell = tables.ascii(byte(at));
      if ((now.left & cell.right) != 0) {
        break;
      }
      put(cell, KernelState::none, 1);
      at += 1;
      continue;
    }
    if ((byte(at) & 0xFC) != 0xD8 || end - at < 2 || (byte(at + 1) & 0xC0) != 0x80) {
      std::size_t length = tables.inert_length(at, static_cast<std::size_t>(end - at));
      if (length == 0) {
        break;
      }
      std::memcpy(to, at, length);
      edits.single(at, length, to, length, true);
      to += length;
      at += length;
      now = {needs_passes, now.left, KernelState::none, now.last, now.begin};
      continue;
    }
    unsigned index = (byte(at) & 3U) << 6 | (byte(at + 1) & 0x3FU);
    const Cell &cell = tables.pair(index);
    if ((now.left & cell.right) == 0) {
      put(cell, index, 2);
    } else if (!fix_conflict(tables, at, index, now, to, edits)) {
      break;
    }
    at += 2;
  }
  state = now;
  return {static_cast<std::size_t>(at - text), static_cast<std::size_t>(to - out), now.left};
}

} // namespace

KernelResult continue_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                             KernelState &state, char *out) {
  NoEdits edits;
  return continue_with(tables, text, bytes, state, out, edits);
}

KernelResult run_aligned(const KernelTables &tables, const char *text, std::size_t bytes,
                         std::uint8_t left, char *out, Alignment &alignment) {
  KernelState state;
  state.left = left;
  KernelEdits edits(text, out, alignment);
  return continue_with(tables, text, bytes, state, out, edits);
}

KernelResult run_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                        std::uint8_t left, char *out) {
  KernelState state;
  state.left = left;
  return continue_scalar(tables, text, bytes, state, out);
}

namespace {

std::atomic<Kernel> &chosen_kernel() {
  static std::atomic<Kernel> chosen = kernels()[0].run;
  return chosen;
}

} // namespace

Kernel current_kernel() { return chosen_kernel(); }

bool use_kernel(std::string_view name) {
  for (const NamedKernel &kernel : kernels()) {
    if (kernel.name == name) {
      chosen_kernel() = kernel.run;
      return true;
    }
  }
  return false;
}

} // namespace arnorm
