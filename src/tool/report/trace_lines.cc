#include "tool/report/trace_lines.h"

#include <algorithm>

namespace arnorm::tool {

std::vector<TraceLine> lines_of(const StageTrace &stage) {
  std::vector<TraceLine> lines;
  for (const TraceEdit &edit : stage.edits) {
    lines.push_back(
        {.in = edit.in, .edit = &edit, .row = edit.row ? &stage.rows[*edit.row] : nullptr});
  }
  for (const NearRow &near : stage.near) {
    lines.push_back({.in = near.in, .near = &near, .row = &stage.rows[near.row]});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const TraceLine &a, const TraceLine &b) { return a.in.begin < b.in.begin; });
  return lines;
}

std::string_view direction_of(const StageTrace &stage) {
  return stage.stage.direction == Direction::reverse ? ", backwards" : "";
}

} // namespace arnorm::tool
