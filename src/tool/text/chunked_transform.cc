#include "tool/text/chunked_transform.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

// Where to cut a text that is longer than a part.
std::size_t cut_of(std::string_view text) {
  text = text.substr(0, PartWork::part_bytes);
  std::size_t space = text.find_last_of(" \t");
  return space == std::string_view::npos ? text.size() - incomplete_tail(text) : space + 1;
}

} // namespace

void PartWork::piece(std::string_view piece, bool last, std::string &out, Found &found) {
  held_.append(piece);
  found.offset -= held_.size() - piece.size(); // the text at hand begins in front of the piece
  while (held_.size() > part_bytes && !found.stop) {
    part(cut_of(held_), out, found);
    begun_ = true;
  }
  if (last) {
    if (!found.stop && !(begun_ && held_.empty())) {
      part(held_.size(), out, found);
    }
    held_.clear();
    begun_ = false;
  }
}

void PartWork::part(std::size_t size, std::string &out, Found &found) {
  if (begun_) {
    out.append(seam());
  }
  whole(std::string_view(held_).substr(0, size), out, found);
  held_.erase(0, size);
  found.offset += size;
}

} // namespace arnorm::tool
