// What became of short stretches of text between two cuts.
//
// Such a stretch is a text of its own, so the same bytes always become the same: a letter with its
// shadda, a word's end with a ZWNJ. The few that stop the kernel come again and again, and looking
// them up is far cheaper than the passes. A memo belongs to one run and one chain.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace arnorm {

class StretchMemo {
public:
  static constexpr std::size_t longest = 16; // bytes of a stretch

  // Appends what a stretch became, if that is known.
  bool append(std::string_view stretch, std::string &out) const {
    const Entry &entry = entries_[slot(stretch)];
    if (entry.length != stretch.size() ||
        std::memcmp(entry.stretch, stretch.data(), stretch.size()) != 0) {
      return false;
    }
    out.append(entry.result, entry.result_length);
    return true;
  }

  // In place of what was known of another stretch, perhaps. A long result is not kept.
  void keep(std::string_view stretch, std::string_view result);

private:
  struct Entry {
    std::uint8_t length = 0; // 0: nothing is known
    std::uint8_t result_length = 0;
    char stretch[longest];
    char result[30];
  };
  static constexpr std::size_t entry_count = 512;

  // A stretch is not empty.
  static std::size_t slot(std::string_view stretch) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t half = stretch.size() < 8 ? stretch.size() : 8;
    std::memcpy(&head, stretch.data(), half);
    std::memcpy(&tail, stretch.data() + stretch.size() - half, half);
    std::uint64_t hash = (head * 0x9E3779B97F4A7C15) ^ (tail * 0xC2B2AE3D27D4EB4F);
    return static_cast<std::size_t>(hash >> 40) % entry_count;
  }

  std::array<Entry, entry_count> entries_{};
};

} // namespace arnorm
