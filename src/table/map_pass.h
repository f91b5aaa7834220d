// A pass that looks at one code point at a time.
#pragma once

#include "characters/code_point_map.h"
#include "table/character_map.h"
#include "table/pass.h"

namespace arnorm {

class MapPass : public Pass {
public:
  // A map of more than 65,534 different results is too much: null.
  static PassPtr make(const CharacterMap &map);

  std::unique_ptr<PassState> start() const override;
  bool has_boundary_before(char32_t) const override { return true; }
  bool first_outputs(char32_t c, std::vector<char32_t> &out) const override;
  bool is_inert(char32_t c) const override { return numbers_[c] == 0; }
  bool is_like_edge(char32_t c) const override { return is_inert(c); }
  void apply_to(Alphabet &alphabet) const override;
  std::size_t bytes() const override;

  // Appends what becomes of a character.
  void append(char32_t c, std::u32string &out) const {
    std::uint16_t number = numbers_[c];
    if (number == 0) {
      out.push_back(c);
    } else {
      append_result(number, c, out);
    }
  }

  // How many characters at the front of a text have no result of their own.
  std::size_t unchanged(std::u32string_view text) const {
    std::size_t at = 0;
    while (at < text.size() && numbers_[text[at]] == 0) {
      ++at;
    }
    return at;
  }

private:
  void append_result(std::uint16_t number, char32_t c, std::u32string &out) const;

  CodePointMap numbers_; // 0: unchanged, otherwise index into results_ + 1
  std::vector<std::u32string> results_;
};

} // namespace arnorm
