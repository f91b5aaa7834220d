#include "utf8.h"

#include <bit>
#include <cstring>

namespace arnorm::python {
namespace {

constexpr std::uint64_t ones = 0x0101010101010101; // the lowest bit of each byte

constexpr bool is_surrogate(std::uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

std::uint64_t load(const void *from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// ---- Encoding ----

// A character of two bytes or more.
char *encode_one(std::uint32_t c, char *out) {
  auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
  return out;
}

// Between words of Arabic, characters of one byte and of two alternate as no processor foresees, so
// they are told apart without a branch: two bytes are written, and one of them may be overwritten.
template <class Unit>
char *encode_all(const Unit *units, std::size_t length, bool replace, char *out) {
  for (std::size_t i = 0; i < length; ++i) {
    std::uint32_t c = units[i];
    if (c >= 0x800) [[unlikely]] {
      if (replace && is_surrogate(c)) {
        *out++ = '\xFF';
      } else {
        out = encode_one(c, out);
      }
      continue;
    }
    bool two = c >= 0x80;
    out[0] = static_cast<char>(two ? 0xC0 | c >> 6 : c);
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    out += two ? 2 : 1;
  }
  return out;
}

// ---- Decoding ----

// Looks at eight bytes at once; in each result the lowest bit of each byte stands for that byte.
class ShapeCounter {
public:
  void add(std::uint64_t word) {
    std::uint64_t high = word >> 7 & ones;
    std::uint64_t first = high & word >> 6;
    continuations_ += ((high & ~first) * ones) >> 56;
    any_ |= high;
    above_latin1_ |= first & (word >> 5 | word >> 4 | word >> 3 | word >> 2); // from C4 on
    above_bmp_ |= first & word >> 5 & word >> 4;                              // from F0 on
  }

  Shape shape(std::size_t bytes) const {
    std::uint32_t largest = (above_bmp_ & ones) != 0      ? 0x10FFFF
                            : (above_latin1_ & ones) != 0 ? 0xFFFF
                            : any_ != 0                   ? 0xFF
                                                          : 0x7F;
    return {bytes - continuations_, largest};
  }

private:
  std::size_t continuations_ = 0;
  std::uint64_t any_ = 0;
  std::uint64_t above_latin1_ = 0;
  std::uint64_t above_bmp_ = 0;
};

std::size_t size_at(unsigned char first) {
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

// The code point at `in`, of two bytes or more.
std::uint32_t decode_one(const unsigned char *in, std::size_t size) {
  auto more = [&](std::size_t at) { return in[at] & 0x3FU; };
  switch (size) {
  case 2:
    return (in[0] & 0x1FU) << 6 | more(1);
  case 3:
    return (in[0] & 0x0FU) << 12 | more(1) << 6 | more(2);
  default:
    return (in[0] & 0x07U) << 18 | more(1) << 12 | more(2) << 6 | more(3);
  }
}

constexpr std::size_t block_size = 64;
constexpr std::size_t max_character = 4;

// A bit for each byte of a block that begins a character. Also here a branch for each character
// would be guessed wrong too often; the bits need one for each block.
std::uint64_t beginnings(const unsigned char *block) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < block_size; i += 8) {
    std::uint64_t word = load(block + i);
    std::uint64_t first = (~word >> 7 | word >> 6) & ones;
    bits |= (first * 0x0102040810204080 >> 56) << i; // the lowest bits of all bytes, side by side
  }
  return bits;
}

template <class Unit> Unit *decode_block(const unsigned char *block, Unit *out) {
  for (std::uint64_t bits = beginnings(block); bits != 0; bits &= bits - 1) {
    const unsigned char *in = block + std::countr_zero(bits);
    if (*in >= 0xE0) [[unlikely]] {
      *out++ = static_cast<Unit>(decode_one(in, size_at(*in)));
      continue;
    }
    std::uint32_t two = decode_one(in, 2); // of whatever follows, when it is one byte
    *out++ = static_cast<Unit>(*in < 0x80 ? *in : two);
  }
  return out;
}

template <class Unit> bool decode_all(std::string_view text, Unit *out, std::size_t length) {
  const auto *in = reinterpret_cast<const unsigned char *>(text.data());
  const auto *end = in + text.size();
  const Unit *out_end = out + length;
  if constexpr (std::endian::native == std::endian::little) {
    // The last character of a block may end after it.
    for (; static_cast<std::size_t>(end - in) >= block_size + max_character; in += block_size) {
      out = decode_block(in, out);
    }
    while (in != end && (*in & 0xC0) == 0x80) {
      ++in;
    }
  }
  while (in != end) {
    std::size_t size = size_at(*in);
    if (size > static_cast<std::size_t>(end - in) || out == out_end) {
      return false;
    }
    *out++ = static_cast<Unit>(size == 1 ? *in : decode_one(in, size));
    in += size;
  }
  return out == out_end;
}

} // namespace

char *encode(const std::uint8_t *units, std::size_t length, bool replace, char *out) {
  return encode_all(units, length, replace, out);
}
char *encode(const std::uint16_t *units, std::size_t length, bool replace, char *out) {
  return encode_all(units, length, replace, out);
}
char *encode(const std::uint32_t *units, std::size_t length, bool replace, char *out) {
  return encode_all(units, length, replace, out);
}

Shape shape_of(std::string_view text) {
  ShapeCounter counter;
  std::size_t i = 0;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    counter.add(load(text.data() + i));
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data() + i, text.size() - i);
  counter.add(rest);
  return counter.shape(text.size());
}

bool decode(std::string_view text, std::uint8_t *out, std::size_t length) {
  return decode_all(text, out, length);
}
bool decode(std::string_view text, std::uint16_t *out, std::size_t length) {
  return decode_all(text, out, length);
}
bool decode(std::string_view text, std::uint32_t *out, std::size_t length) {
  return decode_all(text, out, length);
}

} // namespace arnorm::python
