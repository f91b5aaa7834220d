#include "table/segment_cache.h"

namespace arnorm {

void StretchMemo::keep(std::string_view stretch, std::string_view result) {
  Entry &entry = entries_[slot(stretch)];
  if (result.size() > sizeof entry.result) {
    return;
  }
  entry.length = static_cast<std::uint8_t>(stretch.size());
  entry.result_length = static_cast<std::uint8_t>(result.size());
  std::memcpy(entry.stretch, stretch.data(), stretch.size());
  std::memcpy(entry.result, result.data(), result.size());
}

} // namespace arnorm
