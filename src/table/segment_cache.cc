#include "table/segment_cache.h"

#include <utility>

namespace arnorm {

void SegmentCache::keep(std::uint32_t state, std::string_view segment, bool ends, Result result) {
  if (segment.size() > max_segment || result.text.size() > max_result) {
    return;
  }
  if (entries_.size() > max_bytes_) {
    clear();
  }
  if (entries_.empty()) {
    entries_.push_back('\0'); // so that no entry begins at 0
  }
  if (2 * count_ >= slots_.size()) {
    grow();
  }
  auto entry = static_cast<std::uint32_t>(entries_.size());
  Head head{state, result.next, static_cast<std::uint8_t>(segment.size()),
            static_cast<std::uint8_t>(result.text.size()), ends};
  entries_.append(reinterpret_cast<const char *>(&head), sizeof head);
  entries_.append(segment);
  entries_.append(result.text);
  std::uint64_t hash = hash_of(state, segment, ends);
  if (put({tag_of(hash), entry}, hash)) {
    ++count_;
  } else {
    entries_.resize(entry);
  }
}

void SegmentCache::clear() {
  slots_.assign(slots_.size(), {});
  entries_.clear();
  count_ = 0;
}

void SegmentCache::grow() {
  constexpr std::size_t min_slots = 256;
  std::vector<Slot> old = std::exchange(slots_, {});
  slots_.resize(old.empty() ? min_slots : 2 * old.size());
  count_ = 0;
  for (const Slot &slot : old) {
    if (slot.entry != 0) {
      Head of_entry = head(slot.entry);
      std::string_view segment =
          std::string_view(entries_).substr(slot.entry + sizeof(Head), of_entry.length);
      count_ += put(slot, hash_of(of_entry.state, segment, of_entry.ends)) ? 1 : 0;
    }
  }
}

// False if all places of a segment are taken.
bool SegmentCache::put(Slot slot, std::uint64_t hash) {
  std::size_t first = first_slot(hash);
  for (std::size_t i = 0; i < max_places; ++i) {
    Slot &place = slots_[(first + i) & (slots_.size() - 1)];
    if (place.entry == 0) {
      place = slot;
      return true;
    }
  }
  return false;
}

} // namespace arnorm
