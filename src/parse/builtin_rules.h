// The rule files compiled into the library. src/embed.py writes the definition.
#pragma once

#include <span>
#include <string_view>

namespace arnorm {

struct BuiltinRules {
  std::string_view path; // "romanize/buckwalter.toml"
  std::string_view text;
};

std::span<const BuiltinRules> builtin_rules();

} // namespace arnorm
