#include "kernel/kernel.h"

#include <atomic>
#include <cstring>
#include <utility>

namespace arnorm {
namespace {

using Cell = KernelTables::Cell;

// Takes a character that conflicts with the last one, if a swap or a unit allows it.
template <class Edits>
bool fix_conflict(const KernelTables &tables, const char *at, std::size_t length, unsigned next,
                  KernelState &now, char *&to, Edits &edits) {
  ConflictFix found = conflict_fix(tables, now, next);
  if (Edits::are_asked_for && found.unit != nullptr &&
      !tables.is_one_edit[static_cast<std::size_t>(found.unit - tables.units.data())]) {
    return false;
  }
  if ((found.unit == nullptr && !found.swaps) ||
      (found.swaps && !tables.follows_end_of_run(now.begin, at))) {
    return false;
  }
  auto put = [&](const Cell &cell) {
    std::memcpy(to, cell.bytes, sizeof cell.bytes);
    to += cell.length;
  };
  const Cell &last = tables.cells[now.last];
  to -= last.length;
  if (!found.swaps) {
    put(*found.unit);
    edits.join(at + length, to, false);
    now = {found.unit->after(now.before), now.before, KernelState::none, KernelState::none,
           now.begin};
    return true;
  }
  if (found.unit != nullptr) {
    to -= tables.cells[now.last_but_one].length;
  }
  const Cell &moved = found.unit != nullptr ? *found.unit : tables.cells[next];
  put(moved);
  put(last);
  found.unit != nullptr ? edits.join(at + length, to, true) : edits.swap(at + length, to);
  ConflictBits before = moved.after(found.unit != nullptr ? unknown_left : now.before);
  now = {last.after(before), before, now.last, found.unit != nullptr ? KernelState::none : next,
         now.begin};
  return true;
}

} // namespace

ConflictFix conflict_fix(const KernelTables &tables, const KernelState &now, unsigned next) {
  if (now.last == KernelState::none) {
    return {};
  }
  const Cell *unit = tables.unit(now.last, next);
  if (unit != nullptr && (now.before & unit->right) == 0) {
    return {unit, false};
  }
  auto is_pair = [](unsigned cell) { return cell - KernelTables::first_pair < 256; };
  if (!is_pair(now.last) || !is_pair(next) ||
      !tables.swap(now.last - KernelTables::first_pair, next - KernelTables::first_pair)) {
    return {};
  }
  const Cell &x = tables.cells[now.last];
  const Cell &y = tables.cells[next];
  if ((now.before & y.right) == 0) {
    return {nullptr, (y.after(now.before) & x.right) == 0};
  }
  unit = now.last_but_one == KernelState::none ? nullptr : tables.unit(now.last_but_one, next);
  bool fits = unit != nullptr && unit->right == 0 && (unit->after(unknown_left) & x.right) == 0;
  return {fits ? unit : nullptr, fits};
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

void KernelTables::complete(bool wants_narrow, bool wants_gaps) {
  narrow = wants_narrow;
  for (unsigned half = 0; half < 2; ++half) {
    for (unsigned bits = 0; bits < 256; ++bits) {
      std::uint8_t &of_bits = vector_bits_of[half][bits];
      of_bits = half == 1 && bits >= 0x80 ? needs_scalar : std::uint8_t{0};
      for (unsigned bit = 0; bit < 8 && 8 * half + bit < max_conflicts; ++bit) {
        of_bits |= (bits >> bit & 1) != 0 ? vector_bit[8 * half + bit] : std::uint8_t{0};
      }
    }
  }
  cells[other_cell] = {{}, needs_passes, 0xFFFF, 0, 0, 0};
  ConflictBits ascii_left = 0;
  ConflictBits ascii_right = 0;
  for (unsigned i = 0; i < 128; ++i) {
    ascii_left |= cells[i].left;
    ascii_right |= cells[i].right;
    set_ascii_for_vectors(i);
  }
  constexpr ConflictBits of_characters = (1U << max_conflicts) - 1;
  ascii_left = narrow ? ascii_left & of_characters : 0;
  ascii_right = narrow ? ascii_right & of_characters : 0;
  has_gaps = false;
  for (unsigned i = 0; i < 256; ++i) {
    set_pair_for_vectors(i, ascii_left, ascii_right, wants_gaps);
  }
  not_in_vectors = after_unit | ascii_right;
  set_steps();
}

void KernelTables::set_steps() {
  for (unsigned i = 0; i < cell_count; ++i) {
    const Cell &cell = cells[i];
    ConflictBits left = has_gaps ? cell.left : cell.after(unknown_left);
    steps[i] = {left, cell.right, cell.through, cell.length};
    std::memcpy(&results[i], cell.bytes, sizeof cell.bytes);
  }
}

void KernelTables::set_ascii_for_vectors(unsigned i) {
  Cell &cell = cells[i];
  cell.copies = cell.length == 1 && cell.bytes[0] == i ? 1 : 0;
  bool is_gap = cell.length == 0 && cell.through != 0;
  bool fits = cell.length <= 2 && i != 0 && !is_gap;
  for (unsigned k = 0; k < 2; ++k) {
    ascii_out[k][i] = fits ? cell.bytes[k] : std::uint8_t{0};
  }
  ascii_left[i] = vector_bits(cell.left | cell.through);
  ascii_right[i] = fits ? vector_bits(cell.right) : needs_scalar;
}

// ASCII has no bits if tables are narrow, so what conflicts with it is left to the scalar kernel.
void KernelTables::set_pair_for_vectors(unsigned i, ConflictBits ascii_left,
                                        ConflictBits ascii_right, bool wants_gaps) {
  Cell &cell = cells[first_pair + i];
  cell.copies =
      cell.length == 2 && cell.bytes[0] == (0xD8 | i >> 6) && cell.bytes[1] == (0x80 | (i & 0x3F));
  bool is_gap = cell.length == 0 && cell.through != 0;
  bool fits = cell.length <= (narrow ? 2 : 4) && (wants_gaps || !is_gap);
  bool meets_ascii = (cell.right & ascii_left) != 0 || (cell.left & ascii_right) != 0;
  for (unsigned k = 0; k < 4; ++k) {
    pair_out[k][i] = fits ? cell.bytes[k] : std::uint8_t{0};
  }
  pair_gap[i] = is_gap && wants_gaps ? 0xFF : 0;
  has_gaps = has_gaps || pair_gap[i] != 0;
  pair_left[i] = vector_bits(is_gap ? cell.left : cell.left | cell.through);
  pair_right[i] = fits && !meets_ascii ? vector_bits(cell.right) : needs_scalar;
}

namespace {

// Stands for edits that nobody asks for.
struct NoEdits {
  static constexpr bool are_asked_for = false;
  void single(const char *, std::size_t, const char *, std::size_t, bool) {}
  void swap(const char *, const char *) {}
  void join(const char *, const char *, bool) {}
};

// The edits of the scalar kernel. A character that changes places or joins another one takes back
// the edit of that one, and both are one edit from where that one began. What comes last is kept
// here, so that most characters only count up.
class KernelEdits {
public:
  static constexpr bool are_asked_for = true;
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
    replace(last_, at, to);
    before_ = last_;
  }

  // The next character became one with the last one, or, past it, with the one before that.
  void join(const char *at, const char *to, bool past) {
    last_ = past ? before_ : last_;
    replace(last_, at, to);
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

  void replace(Place begin, const char *at, const char *to) {
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
  auto put = [&](const Cell &cell, unsigned number, std::size_t length) {
    std::memcpy(to, cell.bytes, sizeof cell.bytes); // some of it is written over
    edits.single(at, length, to, cell.length, cell.copies != 0);
    to += cell.length;
    now = {cell.after(now.left), now.left, number, now.last, now.begin};
  };
  while (at < end) {
    unsigned number = byte(at);
    std::size_t length = 1;
    if (number >= 0x80) {
      if ((byte(at) & 0xFC) != 0xD8 || end - at < 2 || (byte(at + 1) & 0xC0) != 0x80) {
        length = tables.inert_length(at, static_cast<std::size_t>(end - at));
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
      number = KernelTables::first_pair + ((byte(at) & 3U) << 6 | (byte(at + 1) & 0x3FU));
      length = 2;
    }
    const Cell &cell = tables.cells[number];
    if ((now.left & cell.right) == 0) {
      put(cell, number, length);
    } else if (!fix_conflict(tables, at, length, number, now, to, edits)) {
      break;
    }
    at += length;
  }
  state = now;
  return {static_cast<std::size_t>(at - text), to - out, now.left};
}

} // namespace

KernelResult continue_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                             KernelState &state, char *out) {
  NoEdits edits;
  return continue_with(tables, text, bytes, state, out, edits);
}

KernelResult run_aligned(const KernelTables &tables, const char *text, std::size_t bytes,
                         ConflictBits left, char *out, Alignment &alignment) {
  KernelState state;
  state.left = left;
  KernelEdits edits(text, out, alignment);
  return continue_with(tables, text, bytes, state, out, edits);
}

KernelResult run_scalar(const KernelTables &tables, const char *text, std::size_t bytes,
                        ConflictBits left, char *out) {
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
