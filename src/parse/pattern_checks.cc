#include "parse/pattern_checks.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm {
namespace {

bool is_edge(const PatternItem &item) {
  return item.is_set() && item.set.is_single() && item.set.first() == CodePointSet::edge;
}

// Whether edges of the text are only where no text can be beyond them: at the front in `after`, and
// otherwise at the end.
bool edges_fit(const std::vector<PatternItem> &items, bool after, bool outermost) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    bool here = outermost && i == (after ? 0 : items.size() - 1) && items[i].once();
    bool fits = std::all_of(items[i].choices.begin(), items[i].choices.end(),
                            [&](const auto &choice) { return edges_fit(choice, after, here); });
    if (!fits || (is_edge(items[i]) && !here)) {
      return false;
    }
  }
  return true;
}

} // namespace

void check_edges(const Node &node, const std::vector<PatternItem> &items, PatternRole role,
                 TextEdges used, Report &report) {
  if (used.start && used.end) {
    report.error(Code::AR0122, node.span, "a pattern must not have both `$start` and `$end`",
                 {.help = "write two patterns, one for `after` and one for `before`"});
    return;
  }
  bool after = role == PatternRole::after || used.start;
  if (!edges_fit(items, after, true)) {
    report.error(Code::AR0122, node.span,
                 after ? "`$start` must be the first item, without a count"
                       : "`$end` must be the last item, without a count",
                 {.help = fmt::format("there is no text beyond its edge; for alternatives, "
                                      "write an array of contexts: {}",
                                      after ? "after = [\"$start\", \"...\"]"
                                            : "before = [\"...\", \"$end\"]")});
  }
}

// The counts of nested groups multiply.
void check_length(const Node &node, const std::vector<PatternItem> &items, Report &report) {
  if (longest_match(items) > max_matched) {
    report.error(Code::AR0401, node.span,
                 fmt::format("this pattern matches more than {} characters", max_matched),
                 {.help = "use smaller counts or two stages"});
  }
}

bool check_not_empty(const Node &node, const std::vector<PatternItem> &items, PatternRole role,
                     Report &report) {
  bool from = role == PatternRole::from;
  if (!can_be_empty(items) || !(from || items.empty())) {
    return true;
  }
  report.error(Code::AR0116, node.span,
               items.empty() ? "this pattern is empty" : "this pattern can match the empty text",
               {.help = !items.empty() ? "write at least one item without `?` or {0,n}"
                        : from || role == PatternRole::piece
                            ? "write at least one character or set"
                            : "write at least one character or set, or omit the key"});
  return false;
}

} // namespace arnorm
