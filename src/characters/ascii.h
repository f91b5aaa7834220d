// Classes of ASCII bytes, and hexadecimal numbers, for all syntaxes in rule files.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

namespace arnorm {

inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a byte may occur in the name of a set, such as `$sun_letters`.
inline bool is_name_byte(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; }

// The name at the front of a text; empty if there is none.
inline std::string_view leading_name(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_byte(text[length])) {
    ++length;
  }
  return text.substr(0, length);
}

// Whether a byte is a space that patterns ignore.
inline bool is_ignored_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

inline bool is_hex_digit(char c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The value of hexadecimal digits. Nothing if there are other bytes or no digits, or if the value
// is too large. Does not check that the value is a code point.
inline std::optional<char32_t> hex_value(std::string_view digits) {
  unsigned value = 0;
  const char *last = digits.data() + digits.size();
  auto [end, error] = std::from_chars(digits.data(), last, value, 16);
  bool whole = error == std::errc() && end == last && !digits.empty();
  return whole ? std::optional<char32_t>(value) : std::nullopt;
}

inline constexpr char32_t max_code_point = 0x10FFFF;

inline bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

} // namespace arnorm
