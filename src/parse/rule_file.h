// Reads one rule file: TOML into a RuleSet.
//
// Does not read other files. A callback provides the names of files that `include` names. `use` and
// `extends` remain names, which parse/rule_library.cc resolves.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "diagnostics/report.h"
#include "parse/name_reader.h"
#include "rules/rule_set.h"

namespace arnorm {

// Returns the names of another file. Reports errors at the reference.
using NameLookup = std::function<HandedOn(const Reference &)>;

struct RuleFileContext {
  NameLookup included;    // names of an included file
  NameLookup extended;    // names of the extended file, which this file may use too
  bool sets_only = false; // a file of common sets: no stages, no tests
};

// Reads the rule set of a source, as far as possible. Errors are reported.
RuleSet read_rule_file(const std::shared_ptr<const Source> &source, const RuleFileContext &context,
                       Report &report);

// Whether a rule set may have this name.
bool is_rule_set_name(std::string_view text);

// The maximum size of a rule file in bytes.
inline constexpr std::size_t max_rule_bytes = 4u << 20;

} // namespace arnorm
