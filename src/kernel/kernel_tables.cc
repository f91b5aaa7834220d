#include "kernel/kernel_tables.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm {
namespace {

using Members = Alphabet::Members;
using Conflict = Alphabet::Conflict;

constexpr std::size_t max_bits = 7;       // of `left` and `right`; the eighth is `needs_passes`
constexpr std::size_t max_conflicts = 40; // more are not worth the time to join them

// How often a conflict stops the kernel, roughly.
double cost(const Conflict &conflict) {
  return Alphabet::weight(conflict.left) * Alphabet::weight(conflict.right);
}

Conflict joined(const Conflict &a, const Conflict &b) {
  return {a.left | b.left, a.right | b.right};
}

// Joins conflicts that have one side in common, which forbids no further pair.
void join_equals(std::vector<Conflict> &conflicts) {
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    for (std::size_t k = i + 1; k < conflicts.size();) {
      bool same =
          conflicts[i].left == conflicts[k].left || conflicts[i].right == conflicts[k].right;
      if (same) {
        conflicts[i] = joined(conflicts[i], conflicts[k]);
        conflicts.erase(conflicts.begin() + static_cast<std::ptrdiff_t>(k));
        k = i + 1;
      } else {
        ++k;
      }
    }
  }
}

// Joins the two conflicts for which that costs least.
void join_cheapest(std::vector<Conflict> &conflicts) {
  std::vector<double> costs;
  std::transform(conflicts.begin(), conflicts.end(), std::back_inserter(costs), cost);
  std::size_t first = 0;
  std::size_t second = 1;
  double min = -1;
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    for (std::size_t k = i + 1; k < conflicts.size(); ++k) {
      double more = cost(joined(conflicts[i], conflicts[k])) - costs[i] - costs[k];
      if (min < 0 || more < min) {
        min = more;
        first = i;
        second = k;
      }
    }
  }
  conflicts[first] = joined(conflicts[first], conflicts[second]);
  conflicts.erase(conflicts.begin() + static_cast<std::ptrdiff_t>(second));
}

// Conflicts that fit into the bits and forbid at least all pairs that the alphabet's do.
std::vector<Conflict> conflicts_of(const Alphabet &alphabet) {
  std::vector<Conflict> conflicts = alphabet.conflicts();
  join_equals(conflicts);
  while (conflicts.size() > max_bits && conflicts.size() <= max_conflicts) {
    join_cheapest(conflicts);
  }
  return conflicts;
}

class TablesBuilder {
public:
  TablesBuilder(Alphabet &alphabet, KernelTables &tables) : alphabet_(alphabet), tables_(tables) {}

  void fill() {
    bool narrow = true;
    for (std::size_t i = 0; i < Alphabet::size; ++i) {
      set_result(i);
      narrow = narrow && is_short(i);
    }
    tables_.narrow = narrow;
    if (!narrow) {
      alphabet_.set_needs_passes(0); // a zero byte of a result means nothing
    }
  }

  void set_conflicts(const std::vector<Conflict> &conflicts) {
    for (std::size_t i = 0; i < Alphabet::size; ++i) {
      left(i) = needs_passes;
      right(i) = alphabet_.needs_passes[i] ? needs_passes : std::uint8_t{0};
    }
    for (std::size_t bit = 0; bit < conflicts.size(); ++bit) {
      auto mask = static_cast<std::uint8_t>(1U << bit);
      for (std::size_t i = 0; i < Alphabet::size; ++i) {
        left(i) |= conflicts[bit].left[i] ? mask : std::uint8_t{0};
        right(i) |= conflicts[bit].right[i] ? mask : std::uint8_t{0};
      }
      tables_.edge_left |= conflicts[bit].left[Alphabet::edge] ? mask : std::uint8_t{0};
      tables_.edge_right |= conflicts[bit].right[Alphabet::edge] ? mask : std::uint8_t{0};
    }
    for (std::size_t i = 0; i < Alphabet::ascii; ++i) {
      bool free = left(i) == needs_passes && right(i) == 0;
      tables_.narrow = tables_.narrow && free;
    }
    if (!tables_.narrow) {
      right(0) = needs_passes;
    }
  }

  void set_inert(const Alphabet::Test &is_inert) {
    auto bit = [&](char32_t c) { return std::uint64_t{is_inert(c)} << (c & 0x3F); };
    for (char32_t i = 0; i < 64; ++i) {
      tables_.inert_latin |= bit(0x80 + i);
      tables_.inert_punctuation[0] |= bit(0x2000 + i);
      tables_.inert_punctuation[1] |= bit(0x2040 + i);
    }
  }

  void set_mark_runs() {
    for (std::size_t i = 0; i < Alphabet::size; ++i) {
      bool ascii = i < Alphabet::ascii;
      (ascii ? tables_.ascii_in_run[i] : tables_.pair_in_run[i - Alphabet::ascii]) =
          alphabet_.in_mark_run[i] ? 1 : 0;
    }
  }

  void set_swaps() {
    std::uint8_t marks = 0;
    auto number = [&](std::size_t i) -> std::uint8_t {
      std::uint8_t &of_i = tables_.swap_number[i - Alphabet::ascii];
      if (of_i == 0 && marks < 63) {
        of_i = ++marks;
      }
      return of_i;
    };
    for (auto [x, y] : alphabet_.swaps) {
      if (x >= Alphabet::ascii && y >= Alphabet::ascii && number(x) != 0) {
        tables_.swaps[number(x)] |= number(y) != 0 ? std::uint64_t{1} << number(y) : 0;
      }
    }
  }

  void set_composed_pairs() {
    constexpr std::size_t max_rows = 16;
    for (const Alphabet::ComposedPair &pair : alphabet_.composed_pairs) {
      std::string bytes = to_utf8(pair.text);
      bool arabic = pair.first >= Alphabet::ascii && pair.second >= Alphabet::ascii;
      if (!arabic || alphabet_.needs_passes[pair.first] || alphabet_.needs_passes[pair.second] ||
          bytes.size() > 4) {
        continue;
      }
      std::size_t x = pair.first - Alphabet::ascii;
      std::size_t y = pair.second - Alphabet::ascii;
      if (tables_.composed_row[y] == 0 && tables_.composed_pairs.size() < max_rows) {
        tables_.composed_pairs.emplace_back();
        tables_.composed_row[y] = static_cast<std::uint8_t>(tables_.composed_pairs.size());
      }
      if (tables_.composed_row[y] != 0) {
        KernelTables::Cell &cell = tables_.composed_pairs[tables_.composed_row[y] - 1U][x];
        cell = {{},
                static_cast<std::uint8_t>(bytes.size()),
                static_cast<std::uint8_t>(tables_.pair_left[x] | tables_.pair_left[y]),
                0,
                0};
        std::copy(bytes.begin(), bytes.end(), cell.bytes);
      }
    }
  }

private:
  void set_result(std::size_t i) {
    std::string bytes = to_utf8(alphabet_.text[i]);
    bool ascii = i < Alphabet::ascii;
    bool nul = bytes.find('\0') != std::string::npos && i != 0;
    if (bytes.size() > (ascii ? 2U : 4U) || nul) {
      alphabet_.set_needs_passes(i);
      return;
    }
    for (std::size_t k = 0; k < bytes.size(); ++k) {
      (ascii ? tables_.ascii_out[k][i] : tables_.pair_out[k][i - Alphabet::ascii]) =
          static_cast<std::uint8_t>(bytes[k]);
    }
  }

  bool is_short(std::size_t i) const {
    const std::u32string &text = alphabet_.text[i];
    if (i < Alphabet::ascii) {
      return text.size() == 1 && text[0] == i && !alphabet_.needs_passes[i];
    }
    return alphabet_.needs_passes[i] || tables_.pair_out[2][i - Alphabet::ascii] == 0;
  }

  std::uint8_t &left(std::size_t i) {
    return i < Alphabet::ascii ? tables_.ascii_left[i] : tables_.pair_left[i - Alphabet::ascii];
  }
  std::uint8_t &right(std::size_t i) {
    return i < Alphabet::ascii ? tables_.ascii_right[i] : tables_.pair_right[i - Alphabet::ascii];
  }

  Alphabet &alphabet_;
  KernelTables &tables_;
};

} // namespace

std::unique_ptr<const KernelTables> make_kernel_tables(Alphabet alphabet,
                                                       const Alphabet::Test &is_inert) {
  auto tables = std::make_unique<KernelTables>();
  TablesBuilder builder(alphabet, *tables);
  builder.fill();
  std::vector<Conflict> conflicts = conflicts_of(alphabet);
  if (conflicts.size() > max_bits || alphabet.all_letters_need_passes()) {
    return nullptr;
  }
  builder.set_conflicts(conflicts);
  builder.set_inert(is_inert);
  builder.set_mark_runs();
  builder.set_swaps();
  builder.set_composed_pairs();
  tables->complete();
  return tables;
}

} // namespace arnorm
