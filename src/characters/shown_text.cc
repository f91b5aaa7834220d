#include "characters/shown_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view end_of_isolate = "\u2069";

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_plain_ascii(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c > ' ' && c < 0x7F; });
}

// Everybody knows the names of Latin letters, and they are long.
std::string named(char32_t c) {
  std::string spelled = spell(c);
  return spelled.find(" LATIN ") != std::string::npos ? hex_name(c) : spelled;
}

enum class Side { left_to_right, right_to_left, neutral };

// Digits and marks go with their neighbours.
Side side_of(char32_t c) {
  switch (u_charDirection(static_cast<UChar32>(c))) {
  case U_LEFT_TO_RIGHT:
    return Side::left_to_right;
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC:
  case U_ARABIC_NUMBER:
    return Side::right_to_left;
  default:
    return is_mark(c) ? Side::right_to_left : Side::neutral;
  }
}

} // namespace

std::string code_points_beside(std::u32string_view text) {
  constexpr std::size_t max = 8;
  std::string out;
  if (is_plain_ascii(text)) {
    return out;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += i == 0 ? "" : ", ";
    if (i == max) {
      return out + "...";
    }
    out += named(text[i]);
  }
  return out;
}

std::string on_carrier(std::string_view utf8) {
  std::string clean = sanitize_for_terminal(utf8);
  bool mark = !clean.empty() && is_mark(first_character(clean).c);
  return mark ? "\u25CC" + clean : clean;
}

std::string with_code_points(std::u32string_view text) {
  if (text.empty()) {
    return "nothing";
  }
  std::string names = code_points_beside(text);
  std::string shown = on_carrier(to_utf8(text));
  return names.empty() ? shown : fmt::format("{} ({})", shown, names);
}

std::string isolated(std::string_view utf8) {
  return std::string(first_strong_isolate).append(utf8).append(end_of_isolate);
}

std::string isolate_right_to_left(std::string_view utf8) {
  std::string out;
  std::string neutral; // what comes after a right-to-left letter and may still belong to it
  bool inside = false;
  auto close = [&] {
    out += inside ? std::string(end_of_isolate) + neutral : neutral;
    neutral.clear();
    inside = false;
  };
  for (char32_t c : to_utf32(utf8)) {
    Side side = side_of(c);
    if (side == Side::neutral && inside) {
      append_utf8(neutral, c);
      continue;
    }
    if (side == Side::right_to_left) {
      out += inside ? neutral : std::string(first_strong_isolate);
      neutral.clear();
      inside = true;
    } else {
      close();
    }
    append_utf8(out, c);
  }
  close();
  return out;
}

} // namespace arnorm
