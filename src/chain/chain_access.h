// What is inside of a Chain, for the command and for
// Python: they ask more of one than other programs do.
#pragma once

#include <string_view>

#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "parse/rule_library.h"

namespace arnorm {

struct ChainAccess {
  // Chain::load with a library that may know some of the rule sets already. What `options` say of
  // folders, files and texts is for the library to know.
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
