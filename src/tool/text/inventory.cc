#include "tool/text/inventory.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_bidi(char32_t c) {
  return c == 0x61C || is_between(c, 0x200E, 0x200F) || is_between(c, 0x202A, 0x202E) ||
         is_between(c, 0x2066, 0x2069);
}

bool is_presentation_form(char32_t c) {
  return is_between(c, 0xFB50, 0xFDFF) || is_between(c, 0xFE70, 0xFEFC) ||
         is_between(c, 0xFB00, 0xFB06);
}

// Letters of Persian, Urdu and Uyghur that look like Arabic ones, in some or all positions.
bool is_look_alike(char32_t c) {
  constexpr std::u32string_view letters = U"\u06A9\u06AA\u06CC\u06D0\u06BE\u06C1\u06D5\u06C0\u0649";
  return letters.find(c) != std::u32string_view::npos;
}

bool is_other_script(char32_t c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode own = uscript_getScript(icu(c), &status);
  return u_isalpha(icu(c)) != 0 && own != USCRIPT_COMMON && own != USCRIPT_INHERITED &&
         uscript_hasScript(icu(c), script) == 0;
}

// The system of a digit, as a bit; 0 for other characters.
unsigned digit_system(char32_t c) {
  return is_between(c, U'0', U'9')     ? 1U
         : is_between(c, 0x660, 0x669) ? 2U
         : is_between(c, 0x6F0, 0x6F9) ? 4U
                                       : 0U;
}

} // namespace

std::string_view name_of(Oddity oddity) {
  constexpr std::array<std::string_view, 9> names{"malformed bytes",
                                                  "controls",
                                                  "directional controls",
                                                  "invisible",
                                                  "no characters",
                                                  "presentation forms",
                                                  "letters of other languages",
                                                  "letters of other scripts",
                                                  "others"};
  return names[static_cast<std::size_t>(oddity)];
}

Oddity oddity_of(char32_t c, UScriptCode script) {
  int8_t type = u_charType(icu(c));
  if (is_bidi(c)) {
    return Oddity::bidi;
  }
  if (c == 0xFFFD || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE) {
    return Oddity::unassigned;
  }
  if (type == U_CONTROL_CHAR) {
    return c == U'\t' || c == U'\r' || c == U'\n' ? Oddity::none : Oddity::control;
  }
  if (type == U_FORMAT_CHAR || u_hasBinaryProperty(icu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
    bool sign = is_between(c, 0x600, 0x605) || c == 0x6DD || c == 0x8E2; // signs that are visible
    return sign ? Oddity::none : Oddity::zero_width;
  }
  if (is_presentation_form(c)) {
    return Oddity::presentation;
  }
  if (script == USCRIPT_ARABIC && is_look_alike(c)) {
    return Oddity::look_alike;
  }
  return is_other_script(c, script) ? Oddity::other_script : Oddity::none;
}

void Occurrences::add(const LinePlace &place) {
  ++count;
  bool is_new =
      places.empty() || places.back().line != place.line || places.back().file != place.file;
  if (is_new && places.size() < max_places) {
    places.push_back(place);
  }
}

void Inventory::begin_file() {
  line_ = 1;
  digits_ = 0;
  line_open_ = false;
  tail_.clear();
}

void Inventory::add(std::string_view piece) {
  std::string joined;
  if (!tail_.empty()) {
    joined = tail_ + std::string(piece);
    piece = joined;
    tail_.clear();
  }
  std::size_t rest = incomplete_tail(piece);
  std::string tail(piece.substr(piece.size() - rest));
  piece.remove_suffix(rest);
  while (!piece.empty()) {
    auto [c, length] = first_character(piece);
    if (c == ill_formed) {
      for (std::size_t i = 0; i < length; ++i) {
        malformed_.add({file_, line_});
      }
      line_open_ = true;
    } else {
      add(c);
    }
    piece.remove_prefix(length);
  }
  tail_ = std::move(tail);
}

void Inventory::end_file() {
  for (std::size_t i = 0; i < tail_.size(); ++i) {
    malformed_.add({file_, line_});
  }
  if (line_open_ || !tail_.empty()) {
    end_line();
  }
  tail_.clear();
  ++file_;
}

void Inventory::add(char32_t c) {
  if (c == U'\n') {
    end_line();
    return;
  }
  line_open_ = true;
  ++total_;
  digits_ |= digit_system(c);
  Occurrences *known = c < known_.size() ? known_[c] : nullptr;
  if (known == nullptr) {
    known = &found_[c];
    if (c < known_.size()) {
      known_[c] = known;
    }
  }
  known->add({file_, line_});
}

void Inventory::end_line() {
  if ((digits_ & (digits_ - 1)) != 0) {
    mixed_digits_.add({file_, line_});
  }
  digits_ = 0;
  line_open_ = false;
  ++lines_;
  ++line_;
}

} // namespace arnorm::tool
