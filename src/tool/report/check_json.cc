#include "tool/report/check_json.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

template <typename Items, typename Write>
std::string array(const Items &items, const Write &write) {
  std::string out;
  for (const auto &item : items) {
    out += (out.empty() ? "" : ", ") + write(item);
  }
  return "[" + out + "]";
}

// The text at a place, as far as its line is quoted.
std::u32string text_at(const Place &place) {
  std::u32string line = to_utf32(place.text);
  std::size_t before = place.skipped + 1;
  std::size_t begin = std::min(std::max(place.column, before) - before, line.size());
  return line.substr(begin, place.length);
}

// The code points of a text that a reader may take for others, "U+0629 TEH MARBUTA" each.
std::vector<std::string> code_points_of(std::u32string_view text) {
  constexpr std::size_t max = 64;
  std::vector<std::string> found;
  for (char32_t c : text) {
    if (found.size() < max && (c < ' ' || c >= 0x7F)) {
      found.push_back(spell(c));
    }
  }
  return found;
}

std::string quoted(const std::string &text) { return json_string(text); }

// The members of a place. That of a whole file has only a file.
std::string place_json(const Place &place) {
  std::string out = fmt::format(R"("file": {}, "line": {}, "column": {})", json_string(place.file),
                                place.line, place.column);
  if (place.line == 0) {
    return out;
  }
  std::u32string text = text_at(place);
  out += fmt::format(R"(, "end": {{"line": {}, "column": {}}}, "offset": {}, "bytes": {})",
                     place.line, place.column + place.length, place.offset, place.bytes);
  return out + fmt::format(R"(, "label": {}, "text": {}, "code_points": {})",
                           json_string(place.label), json_string(to_utf8(text)),
                           array(code_points_of(text), quoted));
}

std::string diagnostic_json(const Diagnostic &d) {
  std::string out =
      fmt::format(R"({{"code": "{}", "severity": "{}", "message": {})", to_string(d.code),
                  d.severity == Severity::error ? "error" : "warning", json_string(d.message));
  if (d.place) {
    out += ", " + place_json(*d.place);
  }
  if (d.second) {
    out += fmt::format(R"(, "second": {{{}}})", place_json(*d.second));
  }
  return out +
         fmt::format(R"(, "notes": {}, "help": {}}})", array(d.notes, quoted), json_string(d.help));
}

std::string claim_json(const HeldClaim &claim) {
  return fmt::format(R"({{"claim": "{}", "held": "{}"{}}})", name_of(claim.claim),
                     claim.proved ? "proved" : "not refuted",
                     claim.proved ? "" : fmt::format(R"(, "texts": {})", claim.texts));
}

} // namespace

std::string diagnostics_json(std::span<const Diagnostic> diagnostics) {
  return array(diagnostics, diagnostic_json);
}

std::string check_json(const std::string &name, std::span<const Diagnostic> diagnostics,
                       std::span<const HeldClaim> claims) {
  return fmt::format("{{\"name\": {}, \"diagnostics\": {}, \"claims\": {}}}\n", json_string(name),
                     diagnostics_json(diagnostics), array(claims, claim_json));
}

} // namespace arnorm::tool
