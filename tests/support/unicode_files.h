// The blocks of Arabic script, and files of the Unicode Character Database as Debian's package
// unicode-data installs them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arnorm::test {

struct CodePoints {
  char32_t first, last;
};

// Blocks.txt: every block whose characters belong to Arabic script.
inline constexpr CodePoints arabic_blocks[] = {
    {0x0600, 0x06FF},   // Arabic
    {0x0750, 0x077F},   // Arabic Supplement
    {0x0870, 0x089F},   // Arabic Extended-B
    {0x08A0, 0x08FF},   // Arabic Extended-A
    {0xFB50, 0xFDFF},   // Arabic Presentation Forms-A
    {0xFE70, 0xFEFF},   // Arabic Presentation Forms-B
    {0x10E60, 0x10E7F}, // Rumi Numeral Symbols
    {0x10EC0, 0x10EFF}, // Arabic Extended-C
    {0x1EC70, 0x1ECBF}, // Indic Siyaq Numbers
    {0x1ED00, 0x1ED4F}, // Ottoman Siyaq Numbers
    {0x1EE00, 0x1EEFF}, // Arabic Mathematical Alphabetic Symbols
};

bool is_in_arabic_block(char32_t c);

template <class Function> void each_arabic_code_point(Function use) {
  for (CodePoints block : arabic_blocks) {
    for (char32_t c = block.first; c <= block.last; ++c) {
      use(c);
    }
  }
}

// The text of a file such as "Scripts.txt", also if the package has it compressed; empty, with a
// message, where it is missing.
std::string unicode_file(const std::string &name);

// The lines of such a text as fields, without comments, empty lines, and spaces around fields.
std::vector<std::vector<std::string>> unicode_fields(std::string_view text);

// "0627 0653" as a text, and "0627" or "0620..063F" as a range.
std::u32string parse_code_points(std::string_view hex);
CodePoints parse_range(std::string_view hex);

} // namespace arnorm::test
