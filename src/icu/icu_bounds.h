// What ICU's reader of transform rules does not bound itself: it calls itself for each parenthesis
// that a segment or a function opens, and it copies the text of a variable wherever that is used,
// so that
//
//     $b = $a$a; $c = $b$b; $d = $c$c; ...
//
// doubles with each definition.
//
// Does not check the rules otherwise; ICU does. Source: ICU 72, TransliteratorParser::parseRule and
// RuleHalf::parseSection.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arnorm {

inline constexpr std::size_t max_icu_depth = 100;                     // of parentheses
inline constexpr std::size_t max_icu_expanded = std::size_t{1} << 20; // bytes, with all variables

// Why ICU must not read these rules, as a message; nothing if it may. Linear time.
std::optional<std::string> beyond_icu_bounds(std::string_view rules);

} // namespace arnorm
