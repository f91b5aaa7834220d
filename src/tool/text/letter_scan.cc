#include "tool/text/letter_scan.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include <unicode/uchar.h>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

constexpr char32_t max_letter = 0x1FFFF; // later planes have ideographs only
constexpr char32_t column = 16;          // the blocks of scripts are made of such columns

unsigned char first_byte(char32_t c) { return static_cast<unsigned char>(to_utf8({&c, 1})[0]); }

bool is_ascii(const char *eight_bytes) {
  std::uint64_t bytes;
  std::memcpy(&bytes, eight_bytes, sizeof bytes);
  return (bytes & 0x8080808080808080) == 0;
}

// Looks at one character of each column, which takes 0.04 ms; all characters would add a fifth to
// the start of the command. Where a script has a mark alone in a column of another one, as Cyrillic
// has, that mark is not looked for.
std::array<bool, 256> first_bytes(UScriptCode script) {
  std::array<bool, 256> found{};
  for (char32_t c = 0; c <= max_letter; c += column) {
    if (uscript_hasScript(static_cast<UChar32>(c), script) != 0) {
      found[first_byte(c)] = true;
    }
  }
  return found;
}

} // namespace

LetterScan::LetterScan(UScriptCode script)
    : script_(script), is_lead_(first_bytes(script)), leads_(around(is_lead_)) {}

// Parts the bytes at the largest gap between two of them.
std::array<LetterScan::Bytes, 2> LetterScan::around(const std::array<bool, 256> &bytes) {
  std::vector<unsigned char> all;
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
    if (bytes[byte]) {
      all.push_back(static_cast<unsigned char>(byte));
    }
  }
  if (all.empty()) {
    return {{{0xFF, 0xFF}, {0xFF, 0xFF}}}; // occurs in no text
  }
  std::size_t after = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    bool larger = after == 0 || all[i] - all[i - 1] > all[after] - all[after - 1];
    after = larger ? i : after;
  }
  unsigned char end = after == 0 ? all.back() : all[after - 1];
  return {{{all.front(), end}, {all[after], all.back()}}};
}

// Tatweel stands for nothing that is lost, and would take the place of a letter.
bool LetterScan::has(char32_t c) const {
  constexpr char32_t tatweel = 0x640;
  auto point = static_cast<UChar32>(c);
  constexpr auto letters_and_marks = U_GC_L_MASK | U_GC_M_MASK;
  return c != tatweel && uscript_hasScript(point, script_) != 0 &&
         (U_GET_GC_MASK(point) & letters_and_marks) != 0;
}

// A loop of a fixed length and without branches, which compilers turn into vector instructions. To
// have one instruction for each range, its bytes are moved to the end of the values of a byte: then
// the highest tells whether there is one of them. Each turn takes two vectors.
bool LetterScan::may_begin_in(const char *bytes) const {
  const auto [a, b] = leads_;
  const auto to_end_a = static_cast<unsigned char>(0xFF - a.last);
  const auto to_end_b = static_cast<unsigned char>(0xFF - b.last);
  unsigned char highest_a = 0;
  unsigned char highest_b = 0;
  for (std::size_t i = 0; i < block / 2; ++i) {
    auto one = static_cast<unsigned char>(bytes[i]);
    auto two = static_cast<unsigned char>(bytes[i + block / 2]);
    highest_a = std::max(highest_a, static_cast<unsigned char>(one + to_end_a));
    highest_b = std::max(highest_b, static_cast<unsigned char>(one + to_end_b));
    highest_a = std::max(highest_a, static_cast<unsigned char>(two + to_end_a));
    highest_b = std::max(highest_b, static_cast<unsigned char>(two + to_end_b));
  }
  return highest_a >= 0xFF - (a.last - a.first) || highest_b >= 0xFF - (b.last - b.first);
}

std::optional<LetterScan::Found> LetterScan::find(std::string_view text) const {
  std::size_t at = 0;
  for (; text.size() - at >= block; at += block) {
    if (may_begin_in(text.data() + at)) {
      if (auto found = find(text, at, at + block)) {
        return found;
      }
    }
  }
  return find(text, at, text.size());
}

// A letter that begins in [begin, end).
std::optional<LetterScan::Found> LetterScan::find(std::string_view text, std::size_t begin,
                                                  std::size_t end) const {
  for (std::size_t at = begin; at < end; ++at) {
    while (end - at >= 8 && is_ascii(text.data() + at)) {
      at += 8;
    }
    if (at < end && is_lead_[static_cast<unsigned char>(text[at])]) {
      char32_t c = first_character(text.substr(at)).c;
      if (has(c)) {
        return Found{c, at};
      }
    }
  }
  return std::nullopt;
}

} // namespace arnorm::tool
