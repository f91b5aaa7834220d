#include "parse/extends.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm {
namespace {

bool same_place(const Row &a, const Row &b) {
  return a.from == b.from && a.after == b.after && a.before == b.before;
}

// Replaces or drops the rows with the same `from` and contexts. Returns their number.
std::size_t replace(std::vector<Row> &rows, const Row &with) {
  std::size_t count = 0;
  bool placed = false; // a second copy in one table could never match
  for (std::size_t i = 0; i < rows.size();) {
    if (!same_place(rows[i], with)) {
      ++i;
      continue;
    }
    ++count;
    if (with.drop || placed) {
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      rows[i++] = with;
      placed = true;
    }
  }
  return count;
}

TableStage *last_table(std::vector<Stage> &stages) {
  for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
    if (auto *table = std::get_if<TableStage>(&stage->what)) {
      return table;
    }
  }
  return nullptr;
}

} // namespace

void extend(RuleSet &set, const RuleSet &base, Report &report) {
  std::vector<Stage> stages = base.stages;
  std::ptrdiff_t joined = 0; // rows that replace no other come first, in their order
  for (const Row &row : set.overrides) {
    std::size_t replaced = 0;
    for (Stage &stage : stages) {
      if (auto *table = std::get_if<TableStage>(&stage.what)) {
        replaced += replace(table->rows, row);
      }
    }
    if (replaced > 0) {
      continue;
    }
    TableStage *table = last_table(stages);
    if (row.drop || table == nullptr) {
      report.error(
          Code::AR0202, row.span,
          row.drop ? fmt::format("`{}` has no such row to drop", base.name)
                   : fmt::format("`{}` has no table to which this row can be added", base.name),
          {.help = row.drop
                       ? "write `from`, `after` and `before` exactly as in the row to be dropped"
                       : "put the row into a separate stage: [[stage]] with table = [ ... ]"});
      continue;
    }
    auto at = std::min(joined++, static_cast<std::ptrdiff_t>(table->rows.size()));
    table->rows.insert(table->rows.begin() + at, row);
  }
  stages.insert(stages.end(), set.stages.begin(), set.stages.end());
  set.stages = std::move(stages);
}

} // namespace arnorm
