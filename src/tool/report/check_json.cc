#include "tool/report/check_json.h"

#include <fmt/format.h>

#include "characters/json_text.h"

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

std::string diagnostic_json(const Diagnostic &d) {
  std::string out =
      fmt::format(R"({{"code": "{}", "severity": "{}", "message": {})", to_string(d.code),
                  d.severity == Severity::error ? "error" : "warning", json_string(d.message));
  if (d.place) {
    out += fmt::format(R"(, "file": {}, "line": {}, "column": {})", json_string(d.place->file),
                       d.place->line, d.place->column);
  }
  auto string = [](const std::string &text) { return json_string(text); };
  return out +
         fmt::format(R"(, "notes": {}, "help": {}}})", array(d.notes, string), json_string(d.help));
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
