#include "tool/report/styled_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/display_width.h"
#include "characters/names.h"
#include "characters/shown_text.h"
#include "characters/utf.h"

namespace arnorm::tool {

std::string StyledText::shown(std::string_view utf8) const {
  std::string clean = sanitize_for_terminal(utf8);
  return options_.isolate ? isolated(clean) : clean;
}

std::string StyledText::prose(std::string_view utf8) const {
  std::string clean = sanitize_for_terminal(utf8);
  return options_.isolate ? isolate_right_to_left(clean) : clean;
}

std::string StyledText::spelled(std::string_view utf8) const { return spelled(to_utf32(utf8)); }

std::string StyledText::spelled(std::u32string_view text) const {
  if (text.empty()) {
    return "nothing";
  }
  std::string letters = on_carrier(to_utf8(text));
  std::string names = code_points_beside(text);
  std::string out = options_.isolate ? isolated(letters) : letters;
  return names.empty() ? out : out + " " + dim("(" + names + ")");
}

std::string StyledText::paint(const char *style, const std::string &text) const {
  return options_.color && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : text;
}

std::size_t styled_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    std::size_t escape = std::min(text.find('\x1b'), text.size());
    width += display_width(text.substr(0, escape));
    std::size_t end = text.find('m', escape);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return width;
}

} // namespace arnorm::tool
