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

std::string form_name(Form form) {
  static const char *const names[] = {"NFC", "NFD", "NFKC", "NFKD"};
  return names[static_cast<int>(form)];
}

std::string order_name(MarkOrder order) {
  static const char *const names[] = {"canonical", "shadda-first", "utr53"};
  return names[static_cast<int>(order)];
}

} // namespace arnorm
