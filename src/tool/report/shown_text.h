// Texts for people: in their own direction, beside the names of their characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace arnorm::tool {

// Without what must not reach a terminal. `isolate`: between U+2068 and U+2069 (first strong
// isolate), so that what is inside takes the direction of its first letter.
std::string shown_text(std::string_view text, bool isolate);

// "U+0645 MEEM, U+0650 KASRA"; nothing for ASCII, which is plain to see. Of Latin letters only the
// numbers: everybody knows their names, which are long.
std::string points_of(std::string_view text);

// "م (U+0645 MEEM)"; a mark stands on a dotted circle.
std::string spelled_text(std::string_view text, bool isolate);

// Columns of a terminal, for letters of the width of one: marks and isolates have none.
std::size_t shown_width(std::string_view text);

} // namespace arnorm::tool
