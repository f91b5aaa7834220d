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

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "diagnostics/report.h"
#include "rules/rule_set.h"
#include "rules/step.h"

namespace arnorm {

// The distinct sets of a table.
class SetPool {
public:
  using Id = std::uint32_t;
  SetPool() = default;
  SetPool(SetPool &&) = default; // sets_ points into ids_, which a copy would not share
  SetPool &operator=(SetPool &&) = default;
  Id add(const CodePointSet &set);
  const CodePointSet &operator[](Id id) const { return *sets_[id]; }
  std::size_t size() const { return sets_.size(); }
  // Whether set `a` contains set `b`.
  bool covers(Id a, Id b) const;

private:
  struct Hash {
    std::size_t operator()(const CodePointSet &set) const;
  };
  std::unordered_map<CodePointSet, Id, Hash> ids_;
  std::vector<const CodePointSet *> sets_;
};

// A piece of a rule's output: a text, or the part [begin, end) of the match.
struct OutputPiece {
  std::u32string text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_text = true;
};

struct Rule {
  std::vector<SetPool::Id> after; // the item adjacent to the match is last
  std::vector<SetPool::Id> from;
  std::vector<SetPool::Id> before;
  std::vector<OutputPiece> to;
  std::size_t row = 0; // index into FlatRules::rows

  // Whether the rule matches one character in any context.
  bool stands_alone() const { return from.size() == 1 && after.empty() && before.empty(); }
};

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

// Reports AR0401 for rows with too many combinations, and omits these rows.
FlatRules flatten(std::vector<OrientedRow> rows, Report &report);

} // namespace arnorm
