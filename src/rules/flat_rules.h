// A table as an ordered list of rules of fixed length.
//
// An example. A table has the rows
//
//   1  { from = "b", to = "B" }
//   2  { from = 'a{1,2}', before = ["c", "d"], to = "x" }
//   3  { from = "aa", before = "c", to = "y" }
//
// Row 2 matches one or two a's before one of two letters. Each length and each alternative of a
// context becomes a separate rule:
//
//   row 1   b             row 2   aa before c     row 3   aa before c
//                                 aa before d
//                                 a  before c
//                                 a  before d
//
// In a table, the longest match wins, and of equally long matches that of the earlier row. The
// rules are therefore sorted by length, and rules of the same length keep the order of their rows.
// The rule of row 3 then follows a rule that matches wherever it does, so it is omitted. Row 3 has
// no other rule, so it can never match, which is the error AR0203. The resulting list is:
//
//   aa before c -> x    aa before d -> x    b -> B    a before c -> x    a before d -> x
//
// At each position, the first rule that matches is applied. Engines need no other information about
// tables.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "diagnostics/report.h"
#include "rules/rule.h"
#include "rules/rule_set.h"
#include "rules/step.h"

namespace arnorm {

struct FlatRules {
  std::vector<OrientedRow> rows;
  SetPool sets;
  std::vector<Rule> rules; // by precedence, without rules that can never match

  // For each row that can never match, an earlier row that always wins.
  std::vector<std::optional<std::size_t>> masked_by;

  // The same rules with other sets: `key` maps the sets of `from`, and `context` the others. Rules
  // with an empty set, and rules that another one then covers, are omitted.
  using SetMap = std::function<CodePointSet(const CodePointSet &)>;
  FlatRules with_sets(const SetMap &key, const SetMap &context) const;

  std::size_t behind = 0;  // longest `after`
  std::size_t ahead = 0;   // longest `before`
  std::size_t longest = 0; // longest `from`
};

// What the tables of one file, or of one chain, come to together. The bounds keep the work and the
// memory for hostile ones small; docs/rule-format.md has them.
struct TableCost {
  std::size_t rules = 0;
  std::size_t items = 0;       // sets that stand in these rules
  std::size_t overlaps = 0;    // stretches of code points times the sets that hold them
  std::size_t comparisons = 0; // of rules with each other, to find those that never match
  bool reported = false;

  bool is_within_bounds() const;
};

// Sets `behind`, `ahead` and `longest` by the rules.
void measure(FlatRules &flat);

// Reports AR0401 for rows with too many combinations, and for tables that with what was `spent`
// before come to too much; the rest of such a table is left out.
FlatRules flatten(std::vector<OrientedRow> rows, Report &report, TableCost &spent);
FlatRules flatten(std::vector<OrientedRow> rows, Report &report);

} // namespace arnorm
