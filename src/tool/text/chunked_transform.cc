#include "tool/text/chunked_transform.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

// Where to cut a text that is longer than a part.
std::size_t cut_of(std::string_view text) {
  text = text.substr(0, ChunkedTransform::part_bytes);
  std::size_t space = text.find_last_of(" \t");
  return space == std::string_view::npos ? text.size() - incomplete_tail(text) : space + 1;
}

} // namespace

void ChunkedTransform::piece(std::string_view piece, bool last, std::string &out,
                             Findings &findings) {
  held_.append(piece);
  findings.offset -= held_.size() - piece.size(); // held_ begins before the piece
  while (held_.size() > part_bytes && !findings.stop) {
    part(cut_of(held_), out, findings);
    begun_ = true;
  }
  if (last) {
    if (!findings.stop && !(begun_ && held_.empty())) {
      part(held_.size(), out, findings);
    }
    held_.clear();
    begun_ = false;
  }
}

void ChunkedTransform::part(std::size_t size, std::string &out, Findings &findings) {
  if (begun_) {
    out.append(seam());
  }
  whole(std::string_view(held_).substr(0, size), out, findings);
  held_.erase(0, size);
  findings.offset += size;
}

} // namespace arnorm::tool
