#include "parse/escape.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {

const char *const escape_help = "valid escapes are \\u064E, \\u{64E}, \\U0000064E, \\N{ARABIC "
                                "FATHA}, or \\ before a character that is not a letter or digit";

namespace {

// The length of an escape, and the range of its digits or its name.
struct Extent {
  std::size_t length;
  std::string_view inner;
  bool complete;
};

Extent measure(std::string_view text) {
  char kind = text[1];
  if (text.size() > 2 && text[2] == '{') {
    std::size_t close = text.find('}');
    bool complete = close != std::string_view::npos;
    std::size_t end = complete ? close : text.size();
    return {complete ? end + 1 : end, text.substr(3, end - 3), complete};
  }
  std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  std::size_t end = text.find_first_not_of("0123456789abcdefABCDEF", 2);
  std::size_t length = std::min({end, text.size(), 2 + digits});
  return {length, text.substr(2, length - 2), digits > 0 && length == 2 + digits};
}

Escape bad_escape(const Node &node, std::size_t at, std::size_t length, Report &report,
                  std::string_view help = escape_help) {
  auto text = std::string_view(node.string).substr(at, length);
  report.error(Code::AR0111, node.inside(at, at + length), fmt::format("invalid escape `{}`", text),
               {.help = as_written(node, help)});
  return {std::nullopt, length};
}

// Reports \p{L} where a character is needed.
Escape property(const Node &node, std::size_t at, Report &report) {
  std::string_view text = std::string_view(node.string).substr(at);
  std::size_t close = text.find('}');
  std::size_t length = close == std::string_view::npos ? text.size() : close + 1;
  return bad_escape(node, at, length, report,
                    "write a character; properties are sets, which stand in patterns");
}

Escape numeric(const Node &node, std::size_t at, const Extent &extent, Report &report) {
  auto value = hex_value(extent.inner);
  if (!extent.complete || !value || *value > max_code_point) {
    return bad_escape(node, at, extent.length, report);
  }
  if (is_surrogate(*value)) {
    report.error(Code::AR0112, node.inside(at, at + extent.length),
                 fmt::format("{} is a surrogate, not a character", hex_name(*value)),
                 {.help = "write a character beyond U+FFFF as one code point: \\U0001F600"});
    return {std::nullopt, extent.length};
  }
  return {value, extent.length};
}

Escape named(const Node &node, std::size_t at, const Extent &extent, Report &report) {
  if (!extent.complete) {
    return bad_escape(node, at, extent.length, report);
  }
  auto c = code_point_named(extent.inner);
  if (!c) {
    report_unknown_character(node, node.inside(at, at + extent.length), extent.inner, report);
  }
  return {c, extent.length};
}

} // namespace

std::string as_written(const Node &node, std::string_view piece) {
  bool literal = node.span.source->text().substr(node.span.begin).starts_with('\'');
  std::string out;
  for (char c : piece) {
    out += c == '\\' && !literal ? "\\\\" : std::string(1, c);
  }
  return out;
}

void report_unknown_character(const Node &node, const Span &at, std::string_view name,
                              Report &report) {
  report.error(
      Code::AR0113, at, fmt::format("no character is named `{}`", name),
      {.help = "write the full Unicode name: " + as_written(node, "\\N{ARABIC LETTER BEH}")});
}

Escape read_escape(const Node &node, std::size_t at, Report &report) {
  std::string_view text = std::string_view(node.string).substr(at);
  if (text.size() < 2) {
    return bad_escape(node, at, 1, report);
  }
  char kind = text[1];
  if (kind == 'u' || kind == 'U') {
    return numeric(node, at, measure(text), report);
  }
  if (kind == 'N') {
    return named(node, at, measure(text), report);
  }
  if ((kind == 'p' || kind == 'P') && text.size() > 2 && text[2] == '{') {
    return property(node, at, report);
  }
  if (is_ascii_letter(kind) || is_ascii_digit(kind)) {
    return bad_escape(node, at, 2, report);
  }
  std::size_t length = std::max<std::size_t>(1, sequence_length(text.substr(1)));
  return {to_utf32(text.substr(1, length)).front(), 1 + length};
}

} // namespace arnorm
