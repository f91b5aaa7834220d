// The rule files compiled into the library. src/parse/embed.py writes the definitions.
#pragma once

#include <span>
#include <string_view>

namespace arnorm {

struct Builtin {
  std::string_view path; // "romanize/buckwalter.toml"
  std::string_view text;
};

std::span<const Builtin> builtin_rules();

// docs/diagnostics.md, for explain_code.
std::string_view diagnostics_page();

} // namespace arnorm
