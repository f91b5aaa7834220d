// The result of `arnorm check` for one rule set, as a line of JSON.
#pragma once

#include <span>
#include <string>

#include "arnorm/arnorm.h"
#include "check/claims.h"

namespace arnorm::tool {

// An array of objects.
std::string diagnostics_json(std::span<const Diagnostic> diagnostics);

// {"name": "buckwalter", "diagnostics": [...], "claims": [{"claim": "reversible", "held":
// "proved"}]}
std::string check_json(const std::string &name, std::span<const Diagnostic> diagnostics,
                       std::span<const HeldClaim> claims);

} // namespace arnorm::tool
