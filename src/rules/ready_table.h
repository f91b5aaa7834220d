// A table of a built-in set as the library has it ready to run.
//
// An example. The set `buckwalter` has the row { from = "ا", to = "A" } in its file. The library
// contains the file, compressed, and what comes of the row in each direction: the flat rules ا -> A
// and A -> ا. A chain runs by these alone. The row itself, with its place and its note, is read
// from the file when somebody asks, as traces and messages do.
//
// Knows neither how the rules are stored nor how the file is read: parse/ready_set.h does.
#pragma once

#include <cstddef>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

struct FlatRules;
struct Row;
struct TableCost;

class ReadyTable {
public:
  virtual ~ReadyTable() = default;

  // The rows of the file. Reads it at the first call; may be called by several threads.
  virtual const std::vector<Row> &rows() const = 0;
  virtual std::size_t row_count() const = 0;

  // Whether any row runs in a direction, and whether one of them writes a line feed there that its
  // file has as `from`.
  virtual bool acts(Direction direction) const = 0;
  virtual bool turns_line_feed(Direction direction) const = 0;

  // As `flatten` returns them, but with neither rows nor what masks them. Adds what they cost.
  virtual FlatRules rules(Direction direction, TableCost &spent) const = 0;
};

} // namespace arnorm
