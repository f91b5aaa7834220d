// A table as an ordered list of rules of fixed length.
//
// An example. A table has the rows
//
//   1  { from = "b", to = "B" }
//   2  { from = 'a{1,2}', before = ["c", "d"], to = "x" }
//   3  { from = "aa", before = "c", to = "y" }
//
// Row 2 matches one or two a's before one of two letters. Each length and each alternative of a
// context becomes a rule of its own:
//
//   row 1   b             row 2   aa before c     row 3   aa before c
//                                 aa before d
//                                 a  before c
//                                 a  before d
//
// The meaning of a table says: the longest match wins, among equals the earlier row. So the rules
// are sorted by length, and rules of the same length stay in the order of their rows. The rule of
// row 3 then comes after one that always matches where it does, so it is left out; as row 3 has no
// other rule, it can never match, which is the error AR0203. This is the list:
//
//   aa before c -> x    aa before d -> x    b -> B    a before c -> x    a before d -> x
//
// At each position the first rule that matches is the right one. Engines need to know nothing else
// of tables.
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
  std::vector<Rule> rules; // by precedence; rules that can never match are left out

  // For every row: the row that leaves it no text to match, if there is one.
  std::vector<std::optional<std::size_t>> masked_by;

  // The same rules over other sets: `key` maps the sets of `from`, `context` the others. Rules
  // with an empty set are left out, and those that another one now covers.
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
};

// Reports AR0401 for rows with too many combinations, and for tables that with what was `spent`
// before come to too much; the rest of such a table is left out.
FlatRules flatten(std::vector<OrientedRow> rows, Report &report, TableCost &spent);
FlatRules flatten(std::vector<OrientedRow> rows, Report &report);

} // namespace arnorm
