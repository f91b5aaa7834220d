#include "kernel/kernel_tables.h"

#include <algorithm>

#include "kernel/alphabet.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

using Members = EasyAlphabet::Members;
using Conflict = EasyAlphabet::Conflict;

constexpr std::size_t most_bits = 7;       // of `left` and `right`; the eighth is `hard`
constexpr std::size_t most_conflicts = 40; // more are not worth the time to join them

// How often a conflict stops the kernel, roughly.
double cost(const Conflict &conflict) {
  return EasyAlphabet::weight(conflict.left) * EasyAlphabet::weight(conflict.right);
}

Conflict joined(const Conflict &a, const Conflict &b) {
  return {a.left | b.left, a.right | b.right};
}

// Joins two that have one side in common: nothing is forbidden that was not.
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

// Joins the two that cost least together.
void join_cheapest(std::vector<Conflict> &conflicts) {
  std::vector<double> costs;
  std::transform(conflicts.begin(), conflicts.end(), std::back_inserter(costs), cost);
  std::size_t first = 0;
  std::size_t second = 1;
  double least = -1;
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    for (std::size_t k = i + 1; k < conflicts.size(); ++k) {
      double more = cost(joined(conflicts[i], conflicts[k])) - costs[i] - costs[k];
      if (least < 0 || more < least) {
        least = more;
        first = i;
        second = k;
      }
    }
  }
  conflicts[first] = joined(conflicts[first], conflicts[second]);
  conflicts.erase(conflicts.begin() + static_cast<std::ptrdiff_t>(second));
}

// As many conflicts as there are bits, which forbid at least what those of the alphabet do.
std::vector<Conflict> conflicts_of(const EasyAlphabet &alphabet) {
  std::vector<Conflict> conflicts = alphabet.conflicts();
  join_equals(conflicts);
  while (conflicts.size() > most_bits && conflicts.size() <= most_conflicts) {
    join_cheapest(conflicts);
  }
  return conflicts;
}

class Tables {
public:
  Tables(EasyAlphabet &alphabet, EasyText &easy) : alphabet_(alphabet), easy_(easy) {}

  void fill() {
    bool narrow = true;
    for (std::size_t i = 0; i < EasyAlphabet::size; ++i) {
      set_result(i);
      narrow = narrow && is_short(i);
    }
    easy_.tables.narrow = narrow;
    if (!narrow) {
      alphabet_.make_hard(0); // a zero byte of a result means nothing
    }
  }

  void set_conflicts(const std::vector<Conflict> &conflicts) {
    for (std::size_t i = 0; i < EasyAlphabet::size; ++i) {
      left(i) = hard;
      right(i) = alphabet_.hard[i] ? hard : std::uint8_t{0};
    }
    for (std::size_t bit = 0; bit < conflicts.size(); ++bit) {
      auto mask = static_cast<std::uint8_t>(1U << bit);
      for (std::size_t i = 0; i < EasyAlphabet::size; ++i) {
        left(i) |= conflicts[bit].left[i] ? mask : std::uint8_t{0};
        right(i) |= conflicts[bit].right[i] ? mask : std::uint8_t{0};
      }
      easy_.edge_left |= conflicts[bit].left[EasyAlphabet::edge] ? mask : std::uint8_t{0};
      easy_.edge_right |= conflicts[bit].right[EasyAlphabet::edge] ? mask : std::uint8_t{0};
    }
    for (std::size_t i = 0; i < EasyAlphabet::ascii; ++i) {
      bool free = left(i) == hard && right(i) == 0;
      easy_.tables.narrow = easy_.tables.narrow && free;
    }
    if (!easy_.tables.narrow) {
      right(0) = hard;
    }
  }

  void set_inert(const std::vector<PassPtr> &passes) {
    auto bit = [&](char32_t c) {
      bool inert = std::all_of(passes.begin(), passes.end(),
                               [&](const PassPtr &pass) { return pass->is_inert(c); });
      return std::uint64_t{inert} << (c & 0x3F);
    };
    for (char32_t i = 0; i < 64; ++i) {
      easy_.tables.inert_latin |= bit(0x80 + i);
      easy_.tables.inert_punctuation[0] |= bit(0x2000 + i);
      easy_.tables.inert_punctuation[1] |= bit(0x2040 + i);
    }
  }

  void set_swaps() {
    std::uint8_t marks = 0;
    auto number = [&](std::size_t i) -> std::uint8_t {
      std::uint8_t &of_i = easy_.tables.swap_number[i - EasyAlphabet::ascii];
      if (of_i == 0 && marks < 63) {
        of_i = ++marks;
      }
      return of_i;
    };
    for (auto [x, y] : alphabet_.swaps) {
      if (x >= EasyAlphabet::ascii && y >= EasyAlphabet::ascii && number(x) != 0) {
        easy_.tables.swaps[number(x)] |= number(y) != 0 ? std::uint64_t{1} << number(y) : 0;
      }
    }
  }

  void set_joints() {
    constexpr std::size_t most_rows = 16;
    EasyTables &tables = easy_.tables;
    for (const EasyAlphabet::Joint &joint : alphabet_.joints) {
      std::string bytes = to_utf8(joint.text);
      bool pairs = joint.first >= EasyAlphabet::ascii && joint.second >= EasyAlphabet::ascii;
      if (!pairs || alphabet_.hard[joint.first] || alphabet_.hard[joint.second] ||
          bytes.size() > 4) {
        continue;
      }
      std::size_t x = joint.first - EasyAlphabet::ascii;
      std::size_t y = joint.second - EasyAlphabet::ascii;
      if (tables.joint_row[y] == 0 && tables.joints.size() < most_rows) {
        tables.joints.emplace_back();
        tables.joint_row[y] = static_cast<std::uint8_t>(tables.joints.size());
      }
      if (tables.joint_row[y] != 0) {
        EasyTables::Cell &cell = tables.joints[tables.joint_row[y] - 1U][x];
        cell = {{},
                static_cast<std::uint8_t>(bytes.size()),
                static_cast<std::uint8_t>(tables.pair_left[x] | tables.pair_left[y]),
                0,
                0};
        std::copy(bytes.begin(), bytes.end(), cell.bytes);
      }
    }
  }

private:
  void set_result(std::size_t i) {
    std::string bytes = to_utf8(alphabet_.text[i]);
    bool ascii = i < EasyAlphabet::ascii;
    bool nul = bytes.find('\0') != std::string::npos && i != 0;
    if (bytes.size() > (ascii ? 2U : 4U) || nul) {
      alphabet_.make_hard(i);
      return;
    }
    EasyTables &tables = easy_.tables;
    for (std::size_t k = 0; k < bytes.size(); ++k) {
      (ascii ? tables.ascii_out[k][i] : tables.pair_out[k][i - EasyAlphabet::ascii]) =
          static_cast<std::uint8_t>(bytes[k]);
    }
  }

  bool is_short(std::size_t i) const {
    const std::u32string &text = alphabet_.text[i];
    if (i < EasyAlphabet::ascii) {
      return text.size() == 1 && text[0] == i && !alphabet_.hard[i];
    }
    return alphabet_.hard[i] || easy_.tables.pair_out[2][i - EasyAlphabet::ascii] == 0;
  }

  std::uint8_t &left(std::size_t i) {
    return i < EasyAlphabet::ascii ? easy_.tables.ascii_left[i]
                                   : easy_.tables.pair_left[i - EasyAlphabet::ascii];
  }
  std::uint8_t &right(std::size_t i) {
    return i < EasyAlphabet::ascii ? easy_.tables.ascii_right[i]
                                   : easy_.tables.pair_right[i - EasyAlphabet::ascii];
  }

  EasyAlphabet &alphabet_;
  EasyText &easy_;
};

} // namespace

std::unique_ptr<const EasyText> EasyText::of(const std::vector<PassPtr> &passes) {
  EasyAlphabet alphabet;
  for (const PassPtr &pass : passes) {
    alphabet.joints.clear(); // those of the last pass alone are final
    pass->carry(alphabet);
    if (alphabet.all_letters_hard()) {
      return nullptr;
    }
  }
  auto easy = std::make_unique<EasyText>();
  Tables tables(alphabet, *easy);
  tables.fill();
  std::vector<Conflict> conflicts = conflicts_of(alphabet);
  if (conflicts.size() > most_bits || alphabet.all_letters_hard()) {
    return nullptr;
  }
  tables.set_conflicts(conflicts);
  tables.set_inert(passes);
  tables.set_swaps();
  tables.set_joints();
  easy->tables.complete();
  return easy;
}

} // namespace arnorm
