#include "tool/report/shown_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

bool is_plain_ascii(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c > ' ' && c < 0x7F; });
}

std::string named(char32_t c) {
  std::string spelled = spell(c);
  return spelled.find(" LATIN ") != std::string::npos ? hex_name(c) : spelled;
}

} // namespace

std::string shown_text(std::string_view text, bool isolate) {
  std::string clean = sanitize_for_terminal(text);
  return isolate ? "\u2068" + clean + "\u2069" : clean;
}

std::string points_of(std::string_view text) {
  std::u32string characters = to_utf32(text);
  std::string out;
  for (char32_t c : is_plain_ascii(characters) ? U"" : characters) {
    out += (out.empty() ? "" : ", ") + named(c);
  }
  return out;
}

std::string spelled_text(std::string_view text, bool isolate) {
  if (text.empty()) {
    return "nothing";
  }
  std::string names = points_of(text);
  std::string carrier = combining_class(first_character(text).c) != 0 ? "\u25CC" : "";
  return shown_text(carrier + std::string(text), isolate) +
         (names.empty() ? "" : fmt::format(" ({})", names));
}

std::size_t shown_width(std::string_view text) {
  std::u32string characters = to_utf32(text);
  return static_cast<std::size_t>(
      std::count_if(characters.begin(), characters.end(), [](char32_t c) {
        return combining_class(c) == 0 && c != U'\u2068' && c != U'\u2069';
      }));
}

} // namespace arnorm::tool
