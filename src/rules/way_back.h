// Which row of a table wins on the way back, where several have the same result:
//
//   { from = "ا", to = "a" }     backwards, "a" becomes this
//   { from = "ى", to = "a" }     and never this
//
// Knows a table in the order of its rows, and not how it runs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/rule_set.h"

namespace arnorm {

class WayBack {
public:
  // `rows` must outlive this object.
  explicit WayBack(const std::vector<Row> &rows);

  // The earlier row that wins on the way back over a row that works both ways; null if none does.
  const Row *winner(const Row &row) const;

private:
  std::map<std::u32string, const Row *> first_; // by what is matched on the way back
};

// Whether a row runs forward only because it has a context.
bool is_forward_for_its_context(const Row &row);

} // namespace arnorm
