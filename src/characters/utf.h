// UTF-8 in and out: decoding for rule files and messages, and the two bridges to the UTF-16 that
// ICU works on.
//
// A byte that is not part of well-formed UTF-8 is an opaque character for every rule. In UTF-32
// and UTF-16 it is the lone surrogate U+DC00 + byte, which no text can hold otherwise.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "arnorm/arnorm.h"

namespace arnorm {

inline constexpr char32_t opaque_base = 0xDC00;

inline bool is_opaque(char32_t c) { return c >= 0xDC80 && c <= 0xDCFF; }

// The character at the front of a text that is not empty. Where there is none, `c` is ill_formed
// and `length` that of the maximal subpart (The Unicode Standard, chapter 3, D93b).
inline constexpr char32_t ill_formed = 0xFFFFFFFF;
struct Character {
  char32_t c;
  std::size_t length; // bytes
};
Character long_character(std::string_view text);
inline Character first_character(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) {
    return {byte(0), 1};
  }
  if (byte(0) >= 0xC2 && byte(0) <= 0xDF && text.size() > 1 && (byte(1) & 0xC0) == 0x80) {
    return {static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  }
  return long_character(text);
}

// The surrogate that the first three bytes would encode if UTF-8 allowed surrogates; otherwise 0.
// To a chain these are three malformed bytes.
inline constexpr std::size_t encoded_surrogate_bytes = 3;
char32_t encoded_surrogate(std::string_view text);

// How many bytes at the end of a text are the beginning of a sequence that more bytes may complete.
std::size_t incomplete_tail(std::string_view text);

// Length in bytes of the well-formed sequence at the front, 0 when it is ill-formed or empty.
std::size_t sequence_length(std::string_view text);

// Code points of a text, every ill-formed byte counting as one.
std::size_t count_code_points(std::string_view text);

// Offset of the first ill-formed byte, npos when the text is well-formed.
std::size_t find_malformed(std::string_view text);

// Appends what an ill-formed sequence becomes under a policy. False, and nothing, under
// Invalid::error.
bool append_malformed(std::u32string &out, std::string_view bytes, Invalid policy);

// Appends a text; under Invalid::error no more than what is before the first ill-formed byte.
void append_utf32(std::u32string &out, std::string_view text, Invalid policy);

std::u32string to_utf32(std::string_view text); // ill-formed bytes become opaque characters
std::string to_utf8(std::u32string_view text);  // and back into themselves
void append_utf8(std::string &out, char32_t c);
// Bytes that this appends, for a scalar value.
inline std::size_t utf8_length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}
std::size_t utf8_length(std::u32string_view text); // the sum, for scalar values
void append_utf8(std::string &out, std::u32string_view text);
void append_utf16(std::u16string &out, std::u32string_view text);
void append_utf32(std::u32string &out, std::u16string_view text);

} // namespace arnorm
