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

// Sets of a table, equal ones once.
class SetPool {
public:
  using Id = std::uint32_t;
  SetPool() = default;
  SetPool(SetPool &&) = default; // sets_ points into ids_, which a copy would not share
  SetPool &operator=(SetPool &&) = default;
  Id add(const CodePointSet &set);
  const CodePointSet &operator[](Id id) const { return *sets_[id]; }
  std::size_t size() const { return sets_.size(); }
  // Whether set `a` holds all of set `b`.
  bool covers(Id a, Id b) const;

private:
  struct Hash {
    std::size_t operator()(const CodePointSet &set) const;
  };
  std::unordered_map<CodePointSet, Id, Hash> ids_;
  std::vector<const CodePointSet *> sets_;
};

// A piece of what a rule writes: a text, or the part [begin, end) of the match.
struct OutputPiece {
  std::u32string text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_text = true;
};

struct Rule {
  std::vector<SetPool::Id> after; // the item next to the match comes last
  std::vector<SetPool::Id> from;
  std::vector<SetPool::Id> before;
  std::vector<OutputPiece> to;
  std::size_t row = 0; // index into FlatRules::rows

  // Whether it takes one character, whatever stands beside that.
  bool stands_alone() const { return from.size() == 1 && after.empty() && before.empty(); }
};

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

// Reports AR0401 for rows with too many combinations; they are left out.
FlatRules flatten(std::vector<OrientedRow> rows, Report &report);

} // namespace arnorm
