#include "kernel/kernel_tables.h"

#include <algorithm>
#include <limits>

#include "characters/utf.h"

namespace arnorm {
namespace {

using Members = Alphabet::Members;
using Conflict = Alphabet::Conflict;

constexpr std::size_t max_bits = KernelTables::max_conflicts; // of the cells
constexpr std::size_t max_vector_bits = 7;                    // likewise
constexpr std::size_t max_conflicts = 60; // more are not worth the time to join them
constexpr double rare = 5; // the weight of characters that may be left to the scalar kernel

// A conflict that stands for some bits of the cells.
struct Joined {
  Conflict conflict;
  std::uint16_t bits = 0;
  double cost = 0; // how often it stops the kernel, roughly

  void update() { cost = Alphabet::weight(conflict.left) * Alphabet::weight(conflict.right); }
};

Joined joined(const Joined &a, const Joined &b) {
  Joined both{{a.conflict.left | b.conflict.left, a.conflict.right | b.conflict.right,
               a.conflict.gaps | b.conflict.gaps},
              static_cast<std::uint16_t>(a.bits | b.bits)};
  both.update();
  return both;
}

void join(std::vector<Joined> &all, std::size_t i, std::size_t k) {
  all[i] = joined(all[i], all[k]);
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(k));
}

// Joins conflicts that have one side in common, which forbids no further pair.
void join_equals(std::vector<Joined> &all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + 1; k < all.size();) {
      const Conflict &a = all[i].conflict;
      const Conflict &b = all[k].conflict;
      if (a.gaps == b.gaps && (a.left == b.left || a.right == b.right)) {
        join(all, i, k);
        k = i + 1;
      } else {
        ++k;
      }
    }
  }
}

// Joins the two conflicts for which that costs least, which is less than nothing if they overlap.
void join_cheapest(std::vector<Joined> &all) {
  std::size_t first = 0;
  std::size_t second = 1;
  double min = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      double more = joined(all[i], all[k]).cost - all[i].cost - all[k].cost;
      if (more < min) {
        min = more;
        first = i;
        second = k;
      }
    }
  }
  join(all, first, second);
}

// All but units.
Members characters() {
  Members result;
  for (std::size_t i = 0; i < Alphabet::characters; ++i) {
    result.set(i);
  }
  return result.set(Alphabet::edge);
}

// Conflicts between characters that fit into the bits and forbid at least all pairs that the
// alphabet's do.
std::vector<Joined> joined_conflicts(const std::vector<Conflict> &conflicts) {
  std::vector<Joined> all;
  for (const Conflict &conflict : conflicts) {
    Joined one{{conflict.left & characters(), conflict.right & characters(), conflict.gaps}};
    if (one.conflict.left.any() && one.conflict.right.any()) {
      one.update();
      all.push_back(one);
    }
  }
  join_equals(all);
  while (all.size() > max_bits && all.size() <= max_conflicts) {
    join_cheapest(all);
  }
  for (std::size_t i = 0; i < all.size() && i < max_bits; ++i) {
    all[i].bits = static_cast<std::uint16_t>(1U << i);
  }
  return all;
}

class TablesBuilder {
public:
  TablesBuilder(const Alphabet &alphabet, KernelTables &tables)
      : alphabet_(alphabet), tables_(tables) {}

  void set_cells(const std::vector<Joined> &conflicts) {
    for (std::size_t i = 0; i < Alphabet::characters; ++i) {
      set_cell(tables_.cells[i], i, conflicts);
    }
    KernelTables::Cell edge{};
    set_bits(edge, Alphabet::edge, conflicts);
    tables_.edge_left = edge.left;
    tables_.edge_right = edge.right;
  }

  // The bits of characters are for units too where that forbids no more than is needed. All other
  // conflicts of units have one bit together on either side.
  void set_units(const std::vector<Joined> &joined, const std::vector<Conflict> &conflicts) {
    Sides sides;
    std::vector<KernelTables::Cell> units(alphabet_.units().size());
    for (std::size_t n = 0; n < units.size(); ++n) {
      set_cell(units[n], Alphabet::characters + n, {});
      if ((units[n].right & needs_passes) == 0) {
        set_bits_of_unit(units[n], Alphabet::characters + n, joined, conflicts, sides);
      }
    }
    for (std::size_t i = 0; i < Alphabet::characters; ++i) {
      add_bits_for_units(tables_.cells[i], i, sides);
    }
    tables_.edge_left |= sides.before[Alphabet::edge] ? before_unit : ConflictBits{0};
    tables_.edge_right |= sides.after[Alphabet::edge] ? after_unit : ConflictBits{0};
    for (std::size_t n = 0; n < units.size(); ++n) {
      if ((units[n].right & needs_passes) == 0) {
        add_bits_for_units(units[n], Alphabet::characters + n, sides);
        auto [x, y] = alphabet_.units()[n];
        add_unit(x, y, units[n]);
        tables_.is_one_edit.push_back(alphabet_.one_edit[Alphabet::characters + n]);
      }
    }
  }

  void set_vector_bits(std::vector<Joined> conflicts) {
    while (conflicts.size() > max_vector_bits) {
      join_cheapest(conflicts);
    }
    for (std::size_t n = 0; n < conflicts.size(); ++n) {
      for (std::size_t bit = 0; bit < max_bits; ++bit) {
        if ((conflicts[n].bits >> bit & 1) != 0) {
          tables_.vector_bit[bit] = static_cast<std::uint8_t>(1U << n);
        }
      }
    }
  }

  // Vectors are faster if they need not look at ASCII, and if no result is longer than its
  // character. Rare characters for which that is not so can be left to the scalar kernel.
  bool is_worth_narrow() const {
    ConflictBits ascii_left = 0;
    ConflictBits ascii_right = 0;
    for (std::size_t i = 0; i < Alphabet::ascii; ++i) {
      const KernelTables::Cell &cell = tables_.cells[i];
      if (cell.length != 1 || cell.bytes[0] != i) {
        return false;
      }
      ascii_left |= cell.left & ~needs_passes;
      ascii_right |= cell.right;
    }
    Members rest;
    for (std::size_t i = Alphabet::ascii; i < Alphabet::characters; ++i) {
      const KernelTables::Cell &cell = tables_.cells[i];
      rest[i] =
          (cell.right & needs_passes) == 0 &&
          (cell.length > 2 || (cell.left & ascii_right) != 0 || (cell.right & ascii_left) != 0);
    }
    return (ascii_left & ascii_right) == 0 && (ascii_right & needs_passes) == 0 &&
           Alphabet::weight(rest) <= rare;
  }

  // To look through gaps takes time at every character, so rare ones can be left to the scalar
  // kernel.
  bool are_gaps_worth_it() const {
    Members gaps;
    for (std::size_t i = Alphabet::ascii; i < Alphabet::characters; ++i) {
      const KernelTables::Cell &cell = tables_.cells[i];
      gaps[i] = (cell.right & needs_passes) == 0 && cell.length == 0 && cell.through != 0;
    }
    return Alphabet::weight(gaps) > rare;
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
    for (std::size_t i = 0; i < Alphabet::characters; ++i) {
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
      bool arabic = x >= Alphabet::ascii && y >= Alphabet::ascii;
      if (arabic && number(x) != 0) {
        tables_.swaps[number(x)] |= number(y) != 0 ? std::uint64_t{1} << number(y) : 0;
      }
    }
  }

private:
  // What conflicts with some unit that is after it or before it, and what lets them meet.
  struct Sides {
    Members before;
    Members after;
    Members gaps;
  };

  void set_bits_of_unit(KernelTables::Cell &unit, std::size_t i, const std::vector<Joined> &joined,
                        const std::vector<Conflict> &conflicts, Sides &sides) {
    Members after;
    Members before;
    for (const Conflict &conflict : conflicts) {
      after |= conflict.left[i] ? conflict.right : Members();
      before |= conflict.right[i] ? conflict.left : Members();
    }
    for (const Joined &one : joined) {
      unit.through |= one.conflict.gaps[i] ? one.bits : ConflictBits{0};
    }
    auto within = [](const Members &some, const Members &all) { return (some & ~all).none(); };
    Sides own;
    for (const Conflict &conflict : conflicts) {
      ConflictBits left = after_unit;
      ConflictBits right = before_unit;
      for (const Joined &one : joined) {
        bool holds = within(conflict.gaps, one.conflict.gaps);
        bool right_side = holds && within(conflict.right, one.conflict.right) &&
                          within(one.conflict.right, after);
        bool left_side =
            holds && within(conflict.left, one.conflict.left) && within(one.conflict.left, before);
        left = right_side ? one.bits : left;
        right = left_side ? one.bits : right;
      }
      if (conflict.left[i]) {
        unit.left |= left;
        own.after |= left == after_unit ? conflict.right : Members();
        own.gaps |= left == after_unit ? conflict.gaps : Members();
      }
      if (conflict.right[i]) {
        unit.right |= right;
        own.before |= right == before_unit ? conflict.left : Members();
        own.gaps |= right == before_unit ? conflict.gaps : Members();
      }
    }
    // What one unit adds to the bits for all units also stops the others.
    constexpr double max_weight = 30;
    if (Alphabet::weight(own.after) > max_weight || Alphabet::weight(own.before) > max_weight) {
      unit.right = needs_passes;
      return;
    }
    sides.after |= own.after;
    sides.before |= own.before;
    sides.gaps |= own.gaps;
  }

  void add_bits_for_units(KernelTables::Cell &cell, std::size_t i, const Sides &sides) {
    cell.left |= sides.before[i] ? before_unit : ConflictBits{0};
    cell.right |= sides.after[i] ? after_unit : ConflictBits{0};
    cell.through |= sides.gaps[i] ? after_unit | before_unit : ConflictBits{0};
  }

  void set_bits(KernelTables::Cell &cell, std::size_t i, const std::vector<Joined> &conflicts) {
    cell.left = needs_passes;
    for (const Joined &one : conflicts) {
      cell.left |= one.conflict.left[i] ? one.bits : ConflictBits{0};
      cell.right |= one.conflict.right[i] ? one.bits : ConflictBits{0};
      cell.through |= one.conflict.gaps[i] ? one.bits : ConflictBits{0};
    }
  }

  void set_cell(KernelTables::Cell &cell, std::size_t i, const std::vector<Joined> &conflicts) {
    std::string bytes = to_utf8(alphabet_.text[i]);
    std::size_t max = i < Alphabet::ascii ? max_result / 2 : max_result;
    bool fits = bytes.size() <= max && (bytes.find('\0') == std::string::npos || i == 0);
    set_bits(cell, i, conflicts);
    if (alphabet_.needs_passes[i] || !fits) {
      cell.right = needs_passes;
      return;
    }
    cell.length = static_cast<std::uint8_t>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), cell.bytes);
  }

  void add_unit(std::size_t x, std::size_t y, const KernelTables::Cell &unit) {
    std::uint8_t &row = tables_.unit_row[y];
    if (row == 0) {
      tables_.unit_rows.emplace_back();
      row = static_cast<std::uint8_t>(tables_.unit_rows.size());
    }
    tables_.units.push_back(unit);
    tables_.unit_rows[row - 1U][x] = static_cast<std::uint8_t>(tables_.units.size());
  }

  const Alphabet &alphabet_;
  KernelTables &tables_;
};

} // namespace

std::unique_ptr<const KernelTables> make_kernel_tables(const Alphabet &alphabet,
                                                       const Alphabet::Test &is_inert) {
  const std::vector<Conflict> conflicts = alphabet.conflicts();
  std::vector<Joined> joined = joined_conflicts(conflicts);
  if (joined.size() > max_bits || alphabet.all_letters_need_passes()) {
    return nullptr;
  }
  auto tables = std::make_unique<KernelTables>();
  TablesBuilder builder(alphabet, *tables);
  builder.set_cells(joined);
  builder.set_units(joined, conflicts);
  builder.set_vector_bits(std::move(joined));
  builder.set_inert(is_inert);
  builder.set_mark_runs();
  builder.set_swaps();
  tables->complete(builder.is_worth_narrow(), builder.are_gaps_worth_it());
  return tables;
}

} // namespace arnorm
