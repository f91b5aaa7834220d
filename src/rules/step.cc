#include "rules/step.h"

namespace arnorm {
namespace {

Row turned(const Row &row) {
  Row result;
  result.from = literal_pattern(row.to.literal(), row.to.span);
  result.to.pieces.push_back({*row.from.first_literal(), 0});
  result.to.span = row.from.span;
  result.only = row.only;
  result.note = row.note;
  result.span = row.span;
  return result;
}

} // namespace

bool turns_line_feed(const OrientedRow &row) {
  return row.turned && row.row->to.is_literal() &&
         row.row->to.literal().find(U'\n') != std::u32string::npos;
}

std::vector<OrientedRow> oriented_rows(const TableStage &table, Only stage_only,
                                       Direction direction) {
  std::vector<OrientedRow> rows;
  const std::vector<Row> &all = table.rows.all();
  rows.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Row &row = all[i];
    bool as_it_stands = direction == Direction::forward || stage_only == Only::reverse;
    if (row.broken || !runs(row.only, direction)) {
      continue;
    }
    if (as_it_stands || row.only == Only::reverse) {
      rows.push_back({std::shared_ptr<const Row>(std::shared_ptr<void>(), &row), i, false});
    } else if (row.works_both_ways()) {
      rows.push_back({std::make_shared<const Row>(turned(row)), i, true});
    }
  }
  return rows;
}

} // namespace arnorm
