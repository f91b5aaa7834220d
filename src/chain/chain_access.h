// Access to the inside of a Chain, for the arnorm command and for Python.
#pragma once

#include <string_view>

#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "parse/rule_library.h"

namespace arnorm {

struct ChainAccess {
  // Like Chain::load, but with a library that may hold some of the rule sets already. The library
  // was made with the folders, files and texts; those of `options` are not used.
  static Loaded load(std::string_view chain, const Options &options, RuleLibrary &library);

  // Chain::parse with a library, likewise.
  static Loaded parse(std::string_view rules, const Options &options, std::string_view name,
                      RuleLibrary &library);

  static const CompiledChain &compiled(const Chain &chain);

private:
  friend class Chain;
  static Loaded finish(std::vector<Step> steps, const Options &options, const RuleLibrary &library,
                       Report &report);
};

} // namespace arnorm
