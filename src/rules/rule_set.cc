#include "rules/rule_set.h"

namespace arnorm {

bool Row::works_both_ways() const {
  bool plain = from.is_literal() && after.empty() && before.empty();
  return only == Only::both && (plain || (back && from.first_literal())) && to.is_literal() &&
         !to.pieces.empty();
}

const std::vector<Row> &Rows::all() const { return ready_ ? ready_->rows() : own_; }

std::size_t Rows::size() const { return ready_ ? ready_->row_count() : own_.size(); }

std::string key_of(const Stage &stage) {
  return std::visit([](const auto &what) { return std::string(what.key); }, stage.what);
}

std::optional<Shaping> shaping_of(const Stage &stage) {
  return std::visit(
      [](const auto &what) -> std::optional<Shaping> {
        if constexpr (requires { what.shaping(); }) {
          return what.shaping();
        } else {
          return std::nullopt;
        }
      },
      stage.what);
}

} // namespace arnorm
