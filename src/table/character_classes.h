// The characters that the sets of a table do not tell apart.
//
// Knows sets by their numbers, and nothing of rules or of how they are found.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "characters/code_point_map.h"
#include "rules/flat_rules.h"

namespace arnorm {

// Some sets of a table, by their numbers: a list, or one bit for each set of the table where they
// are so many that this is less.
class SetNumbers {
public:
  using Words = std::vector<std::uint64_t>;
  SetNumbers() = default;
  SetNumbers(const Words &bits, std::size_t size);

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  bool contains(SetPool::Id set) const;
  std::size_t bytes() const;

  // Whether a test is true of all of them, which are taken in their order up to one that fails.
  template <typename Test> bool all_of(const Test &test) const {
    if (bits_.empty()) {
      return std::all_of(list_.begin(), list_.end(), test);
    }
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
        auto bit = static_cast<std::size_t>(std::countr_zero(word));
        if (!test(static_cast<SetPool::Id>(i * 64 + bit))) {
          return false;
        }
      }
    }
    return true;
  }
  template <typename Use> void for_each(const Use &use) const {
    all_of([&](SetPool::Id set) {
      use(set);
      return true;
    });
  }

private:
  friend class SetSweep;
  std::size_t size_ = 0;
  std::vector<SetPool::Id> list_; // sorted
  Words bits_;
};

// Characters that no set of a table tells apart are one class.
class CharacterClasses {
public:
  explicit CharacterClasses(const FlatRules &table);

  // There are more than have a number; nothing else may be asked then.
  bool too_many() const { return members_.size() > max; }

  std::uint16_t of(char32_t c) const { return c < near_.size() ? near_[c] : classes_[c]; }
  std::uint16_t edge() const { return classes_[CodePointSet::edge]; }
  std::size_t count() const { return members_.size(); }
  std::size_t set_count() const { return set_count_; }

  // The sets that hold a class, by their numbers.
  const SetNumbers &sets_of(std::uint16_t of_class) const { return members_[of_class]; }
  bool contains(SetPool::Id set, std::uint16_t of_class) const {
    return members_[of_class].contains(set);
  }
  std::size_t bytes() const;

private:
  static constexpr std::size_t max = 0xFFFF;

  CodePointMap classes_;
  std::array<std::uint16_t, 0x800> near_{}; // of the first code points: one memory access
  std::vector<SetNumbers> members_;
  std::size_t set_count_;
};

} // namespace arnorm
