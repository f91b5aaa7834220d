#include "table/cut_points.h"

#include <algorithm>

namespace arnorm {
namespace {

// With more, it takes long to find out, and hardly any text has a boundary there.
constexpr std::size_t max_firsts = 64;

// Follows what the text after the cut may begin with through the passes.
bool has_boundary(const std::vector<PassPtr> &passes, char32_t c) {
  std::vector<char32_t> firsts{c};
  for (const PassPtr &pass : passes) {
    bool last = pass == passes.back();
    std::vector<char32_t> next;
    for (char32_t first : firsts) {
      if (!pass->has_boundary_before(first) || !(last || pass->first_outputs(first, next))) {
        return false;
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    if (next.size() > max_firsts) {
      return false;
    }
    firsts = std::move(next);
  }
  return true;
}

} // namespace

CutPoints::CutPoints(const std::vector<PassPtr> &passes) {
  for (char32_t c = 0; c < ascii_.size(); ++c) {
    ascii_[c] = has_boundary(passes, c);
  }
  for (char32_t c = 0; c < arabic_.size(); ++c) {
    arabic_[c] = has_boundary(passes, 0x600 + c);
  }
}

} // namespace arnorm
