// The rule files compiled into the library. src/embed.py writes the definition.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "diagnostics/packed_text.h"

namespace arnorm {

struct BuiltinRules {
  std::string_view path; // "romanize/buckwalter.toml"
  PackedText packed;

  std::string text() const { return packed.unpacked(); }
};

std::span<const BuiltinRules> builtin_rules();

} // namespace arnorm
