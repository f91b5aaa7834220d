#include "tool/report/check_github.h"

#include <string_view>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

// Escapes what would end a line, and in a property also what would end the property.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (char c : text) {
    bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
  }
  return out;
}

std::string place_properties(const Place &place) {
  std::string out = fmt::format("file={},", escaped(place.file, true));
  if (place.line > 0) {
    out += fmt::format("line={},col={},", place.line, place.column);
    out += place.length > 1 ? fmt::format("endColumn={},", place.column + place.length) : "";
  }
  return out;
}

// The message, with what else there is to say on further lines.
std::string whole_message(const Diagnostic &d) {
  std::string out = d.message;
  auto add = [&](std::string_view what, const std::string &text) {
    out += text.empty() ? "" : fmt::format("\n{}{}", what, text);
  };
  add("", d.place ? d.place->label : "");
  if (d.second) {
    add("see ", fmt::format("{}:{}: {}", d.second->file, d.second->line, d.second->label));
  }
  for (const std::string &note : d.notes) {
    add("note: ", note);
  }
  add("help: ", d.help);
  return out;
}

} // namespace

std::string check_github(std::span<const Diagnostic> diagnostics) {
  std::string out;
  for (const Diagnostic &d : diagnostics) {
    out += fmt::format("::{} {}title={}::{}\n", d.severity == Severity::error ? "error" : "warning",
                       d.place ? place_properties(*d.place) : "", to_string(d.code),
                       escaped(whole_message(d), false));
  }
  return out;
}

} // namespace arnorm::tool
