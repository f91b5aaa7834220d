// Reads the rows of tables and of `override`.
//
// Does not know the stages; see parse/stage_reader.h.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/names.h"
#include "parse/node_reader.h"
#include "parse/pattern_parser.h"
#include "parse/toml_node.h"
#include "rules/rule_set.h"

namespace arnorm {

// What `each` says of all rows that have no such key of their own.
struct EachRow {
  std::optional<std::vector<Pattern>> after;
  std::optional<std::vector<Pattern>> before;
  Only only = Only::both;
  bool back = false;
  bool broken = false; // an error has been reported
};

EachRow read_each(const Node &table, const Names &names, Report &report);

// Rows that are `overriding` may have `drop = true`. A row of `letters` becomes a row for each
// letter.
std::vector<Row> read_rows(const Node &array, const Names &names, bool overriding, Report &report,
                           const EachRow &each = {});

// Warns of an array without items, which is accepted and says nothing (AR0214).
void warn_of_empty(const Node *node, std::string_view key, std::string help, Report &report);

// The alternatives of `after` or `before`, whose value is a pattern or an array of patterns.
std::vector<Pattern> read_contexts(NodeReader &reader, std::string_view key, PatternRole role,
                                   const Names &names, Report &report);

// The value of `untested`: why no test of the file fires a row, or some words.
std::string read_untested(NodeReader &reader, Report &report);

// The value of `only`.
Only read_only(NodeReader &reader, Only otherwise);

// Reports AR0130 for rows with `back` in a stage that runs in one direction only.
void check_back(const std::vector<Row> &rows, Only stage_only, Report &report);

} // namespace arnorm
