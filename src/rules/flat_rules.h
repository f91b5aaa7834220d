// A table as an ordered list of rules of fixed length.
//
// A row with bounded items matches texts of several lengths; each length (and each alternative of
// a context) becomes one rule. The first rule of the list that matches at a position is the one
// that the meaning of a table asks for: the longest, then the earliest row. Engines need to know
// nothing else of tables.
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

// A piece of what a rule writes: a text, or the stretch [begin, end) of what `from` matched.
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
