// Finds the first letter of a script in a text, at next to no cost where there is none.
//
// An example. In UTF-8, the letters of the Arabic script begin with one of the bytes D8 to DB, DD,
// E0, EF and F0. A chain to Latin letters writes none of these, so its output is only compared with
// them, many bytes at a time. Where one occurs, the character is decoded and looked up. Knows
// nothing of chains, and is not for scripts with letters in ASCII.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <unicode/uscript.h>

namespace arnorm::tool {

class LetterScan {
public:
  explicit LetterScan(UScriptCode script);

  struct Found {
    char32_t letter;
    std::size_t at; // its offset
  };
  std::optional<Found> find(std::string_view text) const;

  // Whether this is a letter or a mark of the script, also of several scripts.
  bool has(char32_t c) const;

private:
  static constexpr std::size_t block = 512;
  bool may_begin_in(const char *bytes) const;
  std::optional<Found> find(std::string_view text, std::size_t begin, std::size_t end) const;

  struct Bytes {
    unsigned char first;
    unsigned char last;
  };
  static std::array<Bytes, 2> around(const std::array<bool, 256> &bytes);

  UScriptCode script_;
  std::array<bool, 256> is_lead_;
  std::array<Bytes, 2> leads_; // all of them, and as few others as two ranges allow
};

} // namespace arnorm::tool
