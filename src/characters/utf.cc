#include "characters/utf.h"

#include <cstdint>
#include <cstring>
#include <numeric>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace arnorm {
namespace {

// ICU's macro ends an ill-formed sequence where the Unicode Standard says (its maximal subpart),
// which utf8proc_iterate does not tell.
Character decode(std::string_view text, std::size_t at) {
  const auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
  // Four bytes are the longest sequence, so the window keeps 32-bit offsets safe on any text.
  const auto window = static_cast<int32_t>(std::min<std::size_t>(text.size() - at, 4));
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(bytes + at, i, window, c);
  return {c < 0 ? ill_formed : static_cast<char32_t>(c), static_cast<std::size_t>(i)};
}

// How many ASCII characters stand at `at`, in whole eights: files are looked through quickly.
std::size_t ascii_length(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080) != 0) {
      break;
    }
  }
  return at - begin;
}

void append_utf16(std::u16string &out, char32_t c) {
  if (c <= 0xFFFF) {
    out.push_back(static_cast<char16_t>(c));
  } else {
    out.push_back(U16_LEAD(c));
    out.push_back(U16_TRAIL(c));
  }
}

} // namespace

Character long_character(std::string_view text) { return decode(text, 0); }

char32_t encoded_surrogate(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  bool is = text.size() >= encoded_surrogate_bytes && byte(0) == 0xED && byte(1) >= 0xA0 &&
            byte(1) <= 0xBF && (byte(2) & 0xC0) == 0x80;
  return is ? static_cast<char32_t>(0xD000 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)) : U'\0';
}

std::size_t incomplete_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) {
      continue;
    }
    std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
    bool begun = wanted > back && byte <= 0xF4 &&
                 decode(text, text.size() - back).length == back; // all of it one subpart
    return begun ? back : 0;
  }
  return 0;
}

std::size_t sequence_length(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  Character character = first_character(text);
  return character.c == ill_formed ? 0 : character.length;
}

std::size_t count_code_points(std::string_view text) { return to_utf32(text).size(); }

std::size_t find_malformed(std::string_view text) {
  for (std::size_t at = ascii_length(text, 0); at < text.size(); at += ascii_length(text, at)) {
    Character character = first_character(text.substr(at));
    if (character.c == ill_formed) {
      return at;
    }
    at += character.length;
  }
  return std::string_view::npos;
}

bool append_malformed(std::u32string &out, std::string_view bytes, Invalid policy) {
  if (policy == Invalid::replace) {
    out.push_back(U'\uFFFD');
  } else if (policy == Invalid::keep) {
    for (char byte : bytes) {
      out.push_back(opaque_base + static_cast<unsigned char>(byte));
    }
  }
  return policy != Invalid::error;
}

void append_utf32(std::u32string &out, std::string_view text, Invalid policy) {
  out.reserve(out.size() + text.size());
  while (!text.empty()) {
    Character next = first_character(text);
    if (next.c != ill_formed) {
      out.push_back(next.c);
    } else if (!append_malformed(out, text.substr(0, next.length), policy)) {
      return;
    }
    text.remove_prefix(next.length);
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  append_utf32(out, text, Invalid::keep);
  return out;
}

void append_utf8(std::string &out, char32_t c) {
  if (is_opaque(c)) {
    out.push_back(static_cast<char>(c - opaque_base));
    return;
  }
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  append_utf8(out, text);
  return out;
}

std::size_t utf8_length(std::u32string_view text) {
  return std::accumulate(text.begin(), text.end(), std::size_t{0},
                         [](std::size_t sum, char32_t c) { return sum + utf8_length(c); });
}

void append_utf8(std::string &out, std::u32string_view text) {
  char bytes[256];
  std::size_t filled = 0;
  for (char32_t c : text) {
    if (filled > sizeof bytes - U8_MAX_LENGTH) {
      out.append(bytes, filled);
      filled = 0;
    }
    if (is_opaque(c)) {
      bytes[filled++] = static_cast<char>(c - opaque_base);
    } else {
      U8_APPEND_UNSAFE(bytes, filled, c);
    }
  }
  out.append(bytes, filled);
}

void append_utf16(std::u16string &out, std::u32string_view text) {
  for (char32_t c : text) {
    append_utf16(out, c);
  }
}

void append_utf32(std::u32string &out, std::u16string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text.data(), i, text.size(), c);
    out.push_back(static_cast<char32_t>(c));
  }
}

} // namespace arnorm
