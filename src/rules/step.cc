#include "rules/step.h"

#include <fmt/format.h>

namespace arnorm {
namespace {

constexpr std::size_t most_steps = 1000; // `use` of `use` can double at every file

bool has_no_reverse(const Stage &stage) {
  return std::holds_alternative<RemoveStage>(stage.what) ||
         std::holds_alternative<SqueezeStage>(stage.what) ||
         std::holds_alternative<IcuStage>(stage.what);
}

class Layout {
public:
  Layout(Direction direction, RuleLibrary &library, std::vector<Step> &steps, Report &report)
      : direction_(direction), library_(library), steps_(steps), report_(report) {}

  void set(const RuleSetPtr &set) {
    const auto &stages = set->stages;
    for (std::size_t i = 0; i < stages.size() && !full_; ++i) {
      bool forward = direction_ == Direction::forward;
      stage(set, forward ? stages[i] : stages[stages.size() - 1 - i]);
    }
  }

private:
  void stage(const RuleSetPtr &owner, const Stage &stage) {
    if (!runs(stage.only, direction_)) {
      return;
    }
    if (++visited_ > most_steps) { // `use` of `use` doubles even where no stage comes of it
      report_full(stage);
      return;
    }
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      if (RuleSetPtr used = library_.load(use->name, use->span, report_)) {
        set(used);
      }
      return;
    }
    if (direction_ == Direction::reverse && stage.only == Only::both && has_no_reverse(stage)) {
      report_.error("AR0205", stage.span,
                    fmt::format("`{}` cannot run backwards: this `{}` has no reverse", owner->name,
                                stage_kind(stage)),
                    {.help = "write only = \"forward\" in the stage if it is to do nothing on the "
                             "way back"});
      return;
    }
    if (direction_ == Direction::reverse && is_idle(stage)) {
      return;
    }
    if (steps_.size() >= most_steps) {
      report_full(stage);
      return;
    }
    steps_.push_back({owner, &stage, direction_});
  }

  // A table without a row for this direction.
  bool is_idle(const Stage &stage) const {
    const auto *table = std::get_if<TableStage>(&stage.what);
    return table != nullptr && oriented_rows(*table, stage.only, direction_).empty();
  }

  void report_full(const Stage &stage) {
    full_ = true;
    report_.error("AR0402", stage.span,
                  fmt::format("more than {} stages in one chain", most_steps),
                  {.help = "let no set `use` another many times over"});
  }

  Direction direction_;
  RuleLibrary &library_;
  std::vector<Step> &steps_;
  Report &report_;
  std::size_t visited_ = 0;
  bool full_ = false;
};

Row turned(const Row &row) {
  Row result;
  result.from = literal_pattern(row.to.literal(), row.to.span);
  result.to.pieces.push_back({row.from.literal(), 0});
  result.to.span = row.from.span;
  result.only = row.only;
  result.note = row.note;
  result.span = row.span;
  return result;
}

} // namespace

void lay_out(const RuleSetPtr &set, Direction direction, RuleLibrary &library,
             std::vector<Step> &steps, Report &report) {
  Layout(direction, library, steps, report).set(set);
}

bool runs_backwards(const RuleSetPtr &set, RuleLibrary &library) {
  Report report;
  std::vector<Step> steps;
  lay_out(set, Direction::reverse, library, steps, report);
  return !report.has_errors() && !steps.empty();
}

std::vector<OrientedRow> oriented_rows(const TableStage &table, Only stage_only,
                                       Direction direction) {
  std::vector<OrientedRow> rows;
  rows.reserve(table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row &row = table.rows[i];
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
