// Reads one rule file: TOML into a RuleSet.
//
// Knows no other file: names of sets that `include` brings are handed in through a callback,
// `use` and `extends` stay names until src/rule_library.cc resolves them.
#pragma once

#include <functional>
#include <memory>

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// Gives the sets of another file; reports what hinders it at the reference.
using SetLookup = std::function<NamedSets(const Reference &)>;

struct RuleFileContext {
  SetLookup included;     // sets of an included file
  SetLookup extended;     // sets of the extended file, which the file sees as well
  bool sets_only = false; // a file of common sets: no stages, no tests
};

// The set that the source says, as far as it could be read; what is wrong is in `report`.
RuleSet read_rule_file(const std::shared_ptr<const Source> &source, const RuleFileContext &context,
                       Report &report);

// Largest rule file, in bytes.
inline constexpr std::size_t max_rule_bytes = 4u << 20;

} // namespace arnorm
