#include "table/segment_cache.h"

namespace arnorm {

void SegmentCache::keep(std::string_view segment, std::string_view result) {
  CachedSegment &entry = entries_[slot(segment)];
  if (result.size() > sizeof entry.result) {
    return;
  }
  entry.length = static_cast<std::uint8_t>(segment.size());
  entry.result_length = static_cast<std::uint8_t>(result.size());
  std::memcpy(entry.segment, segment.data(), segment.size());
  std::memcpy(entry.result, result.data(), result.size());
}

} // namespace arnorm
