#include "chain/layout.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "chain/chain_name.h"
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

constexpr std::size_t max_steps = 1000; // nested `use` can double the number at every level

std::string too_many_stages() { return fmt::format("more than {} stages in one chain", max_steps); }

class Layout {
public:
  // `taken`: the stages that the chain has already.
  Layout(Direction direction, RuleLibrary &library, std::vector<Step> &steps, Report &report,
         std::size_t taken = 0)
      : direction_(direction), library_(library), steps_(steps), report_(report), visited_(taken) {}

  void set(const RuleSetPtr &set) {
    const auto &stages = set->stages;
    for (std::size_t i = 0; i < stages.size() && !is_full(); ++i) {
      bool forward = direction_ == Direction::forward;
      stage(set, forward ? stages[i] : stages[stages.size() - 1 - i]);
    }
  }

  std::size_t visited() const { return visited_; } // each `use` and each stage, with those taken
  bool is_full() const { return visited_ > max_steps; }

private:
  void stage(const RuleSetPtr &owner, const Stage &stage) {
    if (!runs(stage.only, direction_)) {
      return;
    }
    ++visited_;
    if (is_full()) { // nested `use` may double without adding any stage
      report_full(stage);
      return;
    }
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      if (RuleSetPtr used = library_.load(use->name, use->span, report_)) {
        set(used);
      }
      return;
    }
    const StageKind &kind = kind_of(stage);
    if (direction_ == Direction::reverse && stage.only == Only::both && !kind.has_reverse()) {
      report_.error(Code::AR0205, stage.span,
                    fmt::format("`{}` cannot run backwards: this `{}` has no reverse", owner->name,
                                key_of(stage)),
                    {.help = "write only = \"forward\" in the stage to skip it in the reverse "
                             "direction"});
      return;
    }
    if (direction_ == Direction::reverse && !kind.acts(stage, direction_)) {
      return;
    }
    steps_.push_back({owner, &stage, direction_});
  }

  void report_full(const Stage &stage) {
    report_.error(Code::AR0402, stage.span, too_many_stages(),
                  {.help = "avoid sets that `use` another set many times"});
  }

  Direction direction_;
  RuleLibrary &library_;
  std::vector<Step> &steps_;
  Report &report_;
  std::size_t visited_;
};

Direction inverse(Direction direction) {
  return direction == Direction::forward ? Direction::reverse : Direction::forward;
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

std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report) {
  std::vector<Step> steps;
  std::vector<ChainElement> elements = chain_elements(chain, report);
  if (direction == Direction::reverse) {
    std::reverse(elements.begin(), elements.end());
  }
  if (elements.size() > max_steps) {
    report.add({.code = Code::AR0402,
                .message = too_many_stages(),
                .help = "convert the text with one part of the chain and then with the other"});
    return steps;
  }
  std::size_t visited = 0;
  for (const ChainElement &element : elements) {
    if (RuleSetPtr set = library.load(element.name, {}, report)) {
      std::vector<Step> own;
      Direction way = element.inverted ? inverse(direction) : direction;
      Layout layout(way, library, own, report, visited);
      layout.set(set);
      visited = layout.visited();
      if (layout.is_full()) {
        break;
      }
      if (element.inverted) { // a set that cannot decode must not be skipped silently
        check_direction(own, element.name, way, report);
      }
      std::move(own.begin(), own.end(), std::back_inserter(steps));
    }
  }
  check_direction(steps, chain, direction, report);
  return steps;
}

void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report) {
  if (!report.has_errors() && direction == Direction::reverse && steps.empty()) {
    report.add(
        {.code = Code::AR0210,
         .message = fmt::format("no stage of `{}` runs backwards", chain),
         .help =
             "omit -r or the colon; `arnorm list` shows which rule sets run in both directions"});
  }
}

void check_line_feeds(const std::vector<Step> &steps, Report &report) {
  for (const Step &step : steps) {
    const auto *table = std::get_if<TableStage>(&step.stage->what);
    const ReadyTable *ready = table == nullptr ? nullptr : table->rows.ready();
    if (table == nullptr || (ready != nullptr && !ready->turns_line_feed(step.direction))) {
      continue;
    }
    for (const OrientedRow &row : oriented_rows(*table, step.stage->only, step.direction)) {
      if (turns_line_feed(row)) {
        report.error(Code::AR0211, row.row->span,
                     "this row writes a line feed when it runs backwards",
                     {.label = "`from` contains U+000A",
                      .notes = {"each text is a line, which must not become several lines"},
                      .help = "write only = \"forward\" in the row, or use -0, --jsonl, --csv or "
                              "--lossless"});
      }
    }
  }
}

} // namespace arnorm
