#include "tool/text/encodings.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <string>

namespace arnorm::tool {
namespace {

using namespace std::string_view_literals;

// ---- UTF-16 and UTF-32

bool is_high_byte(char c) { return c == '\0' || c == '\x06'; }

// Whether a character below U+0100 occurs in lines of text.
bool is_printable(char low) {
  return static_cast<unsigned char>(low) >= 0x20 || low == '\t' || low == '\r';
}

// Whether the pairs of bytes are characters whose high byte is the one at `high`, 0 or 1. Line
// feeds do not count: lines of one NUL each are the same bytes.
bool has_high_bytes(std::string_view text, std::size_t high) {
  std::size_t pairs = 0;
  std::size_t fitting = 0;
  for (std::size_t i = 0; i < text.size() / 2; ++i) {
    char first = text[2 * i + high];
    char second = text[2 * i + 1 - high];
    if (first == '\0' && second == '\n') {
      continue;
    }
    ++pairs;
    fitting += is_high_byte(first) && (first != '\0' || is_printable(second)) ? 1 : 0;
  }
  return pairs >= 2 && fitting * 10 >= pairs * 9; // other characters are punctuation, for example
}

// ---- Old encodings

struct ByteSet {
  std::string_view encoding;
  std::bitset<256> letters;
  // The share of letters, in percent. ISO 8859-6 has no letters beyond F2, so that text in other
  // encodings hits it more often.
  std::size_t min_percent;
};

std::bitset<256> bytes_of(std::string_view list) {
  std::bitset<256> set;
  for (char c : list) {
    set.set(static_cast<unsigned char>(c));
  }
  return set;
}

std::bitset<256> range(unsigned first, unsigned last) {
  std::bitset<256> set;
  for (unsigned byte = first; byte <= last; ++byte) {
    set.set(byte);
  }
  return set;
}

// Letters and marks, with those of Persian, and the Arabic comma, semicolon and question mark.
const std::array<ByteSet, 2> &byte_sets() {
  static const std::array<ByteSet, 2> sets{
      ByteSet{"WINDOWS-1256",
              (range(0xC0, 0xDF) & ~bytes_of("\xD7")) |
                  bytes_of("\x81\x8D\x8E\x90\x98\xA1\xBA\xBF\xE1\xE3\xE4\xE5\xE6\xEC\xED\xF0\xF1"
                           "\xF2\xF3\xF5\xF6\xF8\xFA"),
              90},
      ByteSet{"ISO-8859-6", range(0xC1, 0xDA) | range(0xE0, 0xF2) | bytes_of("\xAC\xBB\xBF"), 98}};
  return sets;
}

// Quotes, dashes, the ellipsis and the no-break space of Windows, in which texts differ most.
bool is_typographic(char c) {
  static const std::bitset<256> all = bytes_of("\x85\xA0\xAB\xBB") | range(0x91, 0x97);
  return all[static_cast<unsigned char>(c)];
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

} // namespace

std::string_view wide_encoding(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xFE\0\0"sv) || beginning.starts_with("\0\0\xFE\xFF"sv)) {
    return "UTF-32";
  }
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) {
    return "UTF-16";
  }
  beginning.remove_suffix(beginning.ends_with('\n') ? 1 : 0);
  return has_high_bytes(beginning, 1) ? "UTF-16LE" : has_high_bytes(beginning, 0) ? "UTF-16BE" : "";
}

void ArabicBytes::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto begin =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_ascii);
    auto end = std::find_if(begin, text.end(), is_ascii);
    bool joined = (begin != text.begin() && is_ascii_letter(begin[-1])) ||
                  (end != text.end() && is_ascii_letter(*end));
    at = static_cast<std::size_t>(end - text.begin());
    add_run({begin, end}, !joined);
  }
}

// A letter that stands alone or adjoins Latin letters is more likely a Latin letter with an accent.
void ArabicBytes::add_run(std::string_view run, bool is_word) {
  bytes_ +=
      static_cast<std::size_t>(std::count_if(run.begin(), run.end(), std::not_fn(is_typographic)));
  if (!is_word || run.size() < 2) {
    return;
  }
  for (char c : run) {
    if (is_typographic(c)) {
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    alefs_ += byte == 0xC7 ? 1 : 0;
    high_ += byte >= 0xE1 ? 1 : 0;
    for (std::size_t i = 0; i < encodings; ++i) {
      letters_[i] += byte_sets()[i].letters[byte] ? 1 : 0;
    }
  }
}

void ArabicBytes::add(const ArabicBytes &other) {
  bytes_ += other.bytes_;
  alefs_ += other.alefs_;
  high_ += other.high_;
  for (std::size_t i = 0; i < encodings; ++i) {
    letters_[i] += other.letters_[i];
  }
}

// Besides the share of letters, the frequent ones must be frequent: alef, and lam to yeh at the end
// of the alphabet. KOI8-R has the small Cyrillic letters where Arabic has its first ones.
std::string_view ArabicBytes::encoding() const {
  constexpr std::size_t min_letters = 4;
  for (std::size_t i = 0; i < encodings; ++i) {
    if (letters_[i] >= min_letters && letters_[i] * 100 >= bytes_ * byte_sets()[i].min_percent &&
        alefs_ > 0 && alefs_ * 30 >= letters_[i] && high_ * 5 >= letters_[i]) {
      return byte_sets()[i].encoding;
    }
  }
  return {};
}

std::size_t ArabicBytes::letters() const {
  std::size_t i = encoding() == byte_sets()[0].encoding ? 0 : 1;
  return encoding().empty() ? 0 : letters_[i];
}

} // namespace arnorm::tool
