#include "parse/names.h"

#include <algorithm>

namespace arnorm {
namespace {

const NamedPatterns no_patterns;

} // namespace

Names::Names(const NamedSets &sets) : Names(sets, no_patterns, &word_edge()) {}

bool is_builtin_name(std::string_view name) {
  return name == "edge" || name == "start" || name == "end";
}

CodePointSet characters_of(const CodePointSet &named) {
  return named.minus(CodePointSet::single(CodePointSet::edge));
}

bool Names::spend(std::size_t items) const {
  spent_ = std::min(spent_ + items, max_copied_items + 1);
  return spent_ <= max_copied_items;
}

} // namespace arnorm
