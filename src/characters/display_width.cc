#include "characters/display_width.h"

#include <algorithm>
#include <numeric>

#include <utf8proc.h>

#include "characters/utf.h"

namespace arnorm {

std::size_t display_width(char32_t c) {
  return static_cast<std::size_t>(
      std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))));
}

std::size_t display_width(std::u32string_view text) {
  return std::accumulate(text.begin(), text.end(), std::size_t{0},
                         [](std::size_t sum, char32_t c) { return sum + display_width(c); });
}

std::size_t display_width(std::string_view utf8) { return display_width(to_utf32(utf8)); }

} // namespace arnorm
