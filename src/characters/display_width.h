// The width of a text on a screen with fixed columns.
#pragma once

#include <cstddef>
#include <string_view>

namespace arnorm {

// Marks and invisible characters have no width, and East Asian letters are two columns wide.
std::size_t display_width(char32_t c);
std::size_t display_width(std::u32string_view text);
std::size_t display_width(std::string_view utf8);

} // namespace arnorm
