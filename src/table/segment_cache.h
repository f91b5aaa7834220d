// Results of segments of text, by what the passes remember of the text before them.
//
// An example, with ala-lc. A segment ends after the first letter of a word, and a state is what the
// passes remember and hold back there; `|` stands between segments:
//
//   text       fī a | l-bayti k | ataba f | ī a | l-madrasati ...
//   state      0      1           2         3     1
//
//   state 1, "l-bayti k" -> state 2, a result
//   state 2, "ataba f" -> state 3, a result
//   state 3, "ī a" -> state 1, a result
//
// The first time, the passes work out the result and what they remember then. The next time a
// look-up replaces all passes. A segment at the end of a text is another one than the same bytes
// elsewhere: what the passes hold back is part of its result.
//
// A text may be written so that many segments have one place in the table. They are looked for in
// few places only, and those that find no place there are not kept.
//
// The cache has a bound; when it is full it is emptied. It belongs to one state of one chain, so no
// thread waits for another. Knows nothing of passes: program_state.h does.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm {

class SegmentCache {
public:
  static constexpr std::size_t max_segment = 64; // bytes
  static constexpr std::size_t max_result = 255; // likewise
  static constexpr std::size_t max_places = 32;  // of one segment, in a table that is half empty

  // The cache is emptied when it has more than these. The table of its places takes a quarter more.
  explicit SegmentCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // What was kept of a segment.
  struct Result {
    std::uint32_t next; // the state after it
    std::string_view text;
  };

  // Whether the result of a segment is known: then it is in `result`, up to the next call of
  // keep().
  bool find(std::uint32_t state, std::string_view segment, bool ends, Result &result) const {
    if (slots_.empty()) {
      return false;
    }
    std::uint64_t hash = hash_of(state, segment, ends);
    std::size_t first = first_slot(hash);
    for (std::size_t i = 0; i < max_places; ++i) {
      const Slot &slot = slots_[(first + i) & (slots_.size() - 1)];
      if (slot.entry == 0) {
        return false;
      }
      if (slot.tag == tag_of(hash) && is(slot.entry, state, segment, ends)) {
        result = at_entry(slot.entry);
        return true;
      }
    }
    return false;
  }

  // Keeps the result of a segment that is not known. A long one is not kept.
  void keep(std::uint32_t state, std::string_view segment, bool ends, Result result);

  void clear();

  // Says by its bits from the 21st on where a segment is looked for. Only tests need it.
  static std::uint64_t hash_of(std::uint32_t state, std::string_view segment, bool ends) {
    constexpr std::size_t step = 8;
    std::uint64_t hash = std::uint64_t{state} << 32 | segment.size() << 1 | (ends ? 1 : 0);
    std::size_t at = 0;
    for (; at + step < segment.size(); at += step) {
      hash = mix(hash, word_at(segment.data() + at, step));
    }
    return segment.size() < step ? mix(hash, word_at(segment.data(), segment.size()))
                                 : mix(hash, word_at(segment.data() + segment.size() - step, step));
  }

private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t entry = 0; // where it begins in entries_; 0 for an empty slot
  };
  struct Head {
    std::uint32_t state;
    std::uint32_t next;
    std::uint8_t length;
    std::uint8_t result_length;
    bool ends;
  };

  // Fewer than eight bytes are the lowest ones, as a product spreads upwards only.
  static std::uint64_t word_at(const char *at, std::size_t bytes) {
    std::uint64_t word = 0;
    constexpr bool is_big_endian = std::endian::native == std::endian::big;
    std::size_t skipped = is_big_endian ? sizeof word - bytes : 0;
    std::memcpy(reinterpret_cast<char *>(&word) + skipped, at, bytes);
    return word;
  }
  static std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
    return hash ^ hash >> 32;
  }
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
  std::size_t first_slot(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash >> 20) & (slots_.size() - 1);
  }

  Head head(std::uint32_t entry) const {
    Head head;
    std::memcpy(&head, entries_.data() + entry, sizeof head);
    return head;
  }
  bool is(std::uint32_t entry, std::uint32_t state, std::string_view segment, bool ends) const {
    Head of_entry = head(entry);
    return of_entry.state == state && of_entry.length == segment.size() && of_entry.ends == ends &&
           std::memcmp(entries_.data() + entry + sizeof(Head), segment.data(), segment.size()) == 0;
  }
  Result at_entry(std::uint32_t entry) const {
    Head of_entry = head(entry);
    return {of_entry.next, std::string_view(entries_).substr(entry + sizeof(Head) + of_entry.length,
                                                             of_entry.result_length)};
  }
  void grow();
  bool put(Slot slot, std::uint64_t hash);

  std::size_t max_bytes_;
  std::vector<Slot> slots_; // a power of two of them, half of them empty
  std::string entries_;     // a head, the segment, and the result of each
  std::size_t count_ = 0;
};

} // namespace arnorm
