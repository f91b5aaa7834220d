// UTF-8 from the three widths in which CPython holds a str, and back.
//
// Lone surrogates are encoded as if they were characters, in three bytes. Knows no Python.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace arnorm::python {

// The most bytes that a unit of so many bytes becomes.
constexpr std::size_t max_utf8_bytes(std::size_t unit) { return unit == 4 ? 4 : unit + 1; }

// Writes to `out`, where there must be room, and returns the end of it. With `replace` each
// surrogate becomes the byte FF, which is malformed by itself wherever it stands.
char *encode(const std::uint8_t *units, std::size_t length, bool replace, char *out);
char *encode(const std::uint16_t *units, std::size_t length, bool replace, char *out);
char *encode(const std::uint32_t *units, std::size_t length, bool replace, char *out);

// How a str must hold a text: the number of its code points, and the largest one that is possible
// by the first bytes of its characters: U+007F, U+00FF, U+FFFF or U+10FFFF. CPython requires the
// smallest width that does.
struct Shape {
  std::size_t length = 0;
  std::uint32_t largest = 0x7F;
};
Shape shape_of(std::string_view text);

// Writes the code points of a text with that shape. False when it is not UTF-8 after all; reads and
// writes nothing outside even then.
bool decode(std::string_view text, std::uint8_t *out, std::size_t length);
bool decode(std::string_view text, std::uint16_t *out, std::size_t length);
bool decode(std::string_view text, std::uint32_t *out, std::size_t length);

} // namespace arnorm::python
