#include "rules/rule_set.h"

namespace arnorm {

bool Row::works_both_ways() const {
  return only == Only::both && from.is_literal() && after.empty() && before.empty() &&
         to.is_literal() && !to.pieces.empty();
}

std::string stage_kind(const Stage &stage) {
  static const char *const names[] = {"table", "form", "marks", "remove", "squeeze", "use", "icu"};
  return names[stage.what.index()];
}

} // namespace arnorm
