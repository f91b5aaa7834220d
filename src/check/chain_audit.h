// What a chain does to each character of a script alone: which become equal, which are deleted and
// which pass as they are; and what can be said of it as a whole.
//
// An example. `fold-alef` makes U+0622, U+0623 and U+0627 equal, so it is not lossless: two texts
// become one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/claims.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// A claim about a chain: proved, refuted with a reason, or tried.
struct AuditedClaim {
  std::string name;
  bool proved = false;
  std::string refuted = {}; // why not; empty if it is not refuted
  std::size_t texts = 0;    // that did not refute it
};

struct ChainAudit {
  std::string script;                               // "Arab"
  std::map<std::string, std::u32string> equal = {}; // what becomes this result, two or more
  std::u32string deleted = {};
  std::u32string unmapped = {}; // by a chain to another script: letters and marks that pass
  std::size_t characters = 0;   // of the script and its blocks
  std::vector<AuditedClaim> claims = {};
};

// Nothing after an error. Claims take longer than the rest.
std::optional<ChainAudit> audit_chain(std::string_view chain, RuleLibrary &library,
                                      const Options &options, Report &report,
                                      bool with_claims = true);

// "lossless: no: U+0622 and U+0627 become equal"
std::string words_of(const AuditedClaim &claim);

} // namespace arnorm
