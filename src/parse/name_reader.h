// Reads the names that a rule file defines: [sets], [patterns], and `word` for $edge.
//
// Does not read other files; the names of these have been merged before.
#pragma once

#include <optional>

#include "diagnostics/report.h"
#include "parse/node_reader.h"
#include "rules/rule_set.h"

namespace arnorm {

// The names that another file hands on.
struct HandedOn {
  HandedOn(NamedSets sets = {}, NamedPatterns patterns = {},
           std::optional<CodePointSet> edge = std::nullopt)
      : sets(std::move(sets)), patterns(std::move(patterns)), edge(std::move(edge)) {}
  NamedSets sets;
  NamedPatterns patterns;
  std::optional<CodePointSet> edge; // only from an extended file
};

// Adds the names of another file to those of the set. Names that are defined already stay.
void merge_names(const HandedOn &names, RuleSet &set);

// Reads [sets] and [patterns] and, unless the file only has names, `word`.
void read_names(NodeReader &top, bool sets_only, RuleSet &set, Report &report);

} // namespace arnorm
