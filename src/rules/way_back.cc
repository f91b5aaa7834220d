#include "rules/way_back.h"

#include <optional>

namespace arnorm {
namespace {

// What a row matches backwards, wherever it stands; nothing if it does not run there or not always.
std::optional<std::u32string> matched_backwards(const Row &row) {
  bool reverse = row.only == Only::reverse;
  if (row.broken || row.only == Only::forward) {
    return std::nullopt;
  }
  if (reverse) {
    bool everywhere = row.from.is_literal() && row.after.empty() && row.before.empty();
    return everywhere ? std::optional(row.from.literal()) : std::nullopt;
  }
  return row.works_both_ways() ? std::optional(row.to.literal()) : std::nullopt;
}

} // namespace

WayBack::WayBack(const std::vector<Row> &rows) {
  for (const Row &row : rows) {
    if (auto text = matched_backwards(row)) {
      first_.emplace(std::move(*text), &row);
    }
  }
}

const Row *WayBack::winner(const Row &row) const {
  auto text = matched_backwards(row);
  auto found = text ? first_.find(*text) : first_.end();
  return found == first_.end() || found->second == &row ? nullptr : found->second;
}

bool is_forward_for_its_context(const Row &row) {
  return !row.broken && row.only == Only::both && row.from.is_literal() && row.to.is_literal() &&
         !row.to.pieces.empty() && !row.back && !(row.after.empty() && row.before.empty());
}

} // namespace arnorm
