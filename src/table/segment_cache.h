// Results of short segments of text between two cuts.
//
// An example, with iso-233 and a text in which YEH with shadda and fatha stops the kernel:
//
//   text      ... MEEM DAMMA | YEH SHADDA FATHA | BEH ...       | is a cut
//   segment                    6 bytes
//
// A segment between two cuts is a text of its own, so the same bytes always have the same result.
// The first time, the passes work it out, and the cache keeps the bytes and the result. The next
// time, which is soon in running text, a look-up by the bytes replaces all passes. The cache has a
// fixed number of places; segments with the same place replace each other. It belongs to one state
// of one chain, so no thread waits for another.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace arnorm {

class SegmentCache {
public:
  static constexpr std::size_t longest = 16; // bytes of a segment

  // Appends the result of a segment, if it is known.
  bool append(std::string_view segment, std::string &out) const {
    const CachedSegment &entry = entries_[slot(segment)];
    if (entry.length != segment.size() ||
        std::memcmp(entry.segment, segment.data(), segment.size()) != 0) {
      return false;
    }
    out.append(entry.result, entry.result_length);
    return true;
  }

  // May replace what was known of another segment. A long result is not kept.
  void keep(std::string_view segment, std::string_view result);

private:
  struct CachedSegment {
    std::uint8_t length = 0; // 0: nothing is known
    std::uint8_t result_length = 0;
    char segment[longest];
    char result[30];
  };
  static constexpr std::size_t entry_count = 512;

  // A segment is not empty.
  static std::size_t slot(std::string_view segment) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t half = segment.size() < 8 ? segment.size() : 8;
    std::memcpy(&head, segment.data(), half);
    std::memcpy(&tail, segment.data() + segment.size() - half, half);
    std::uint64_t hash = (head * 0x9E3779B97F4A7C15) ^ (tail * 0xC2B2AE3D27D4EB4F);
    return static_cast<std::size_t>(hash >> 40) % entry_count;
  }

  std::array<CachedSegment, entry_count> entries_{};
};

} // namespace arnorm
