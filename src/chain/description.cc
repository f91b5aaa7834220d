#include "chain/description.h"

#include <algorithm>

#include "chain/layout.h"
#include "rules/word_list.h"
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

// The script that a step reads or writes; empty if its rule set does not state it.
const std::string &script(const Step &step, bool reads) {
  const Scripts &scripts = step.set->scripts;
  return reads == (step.direction == Direction::forward) ? scripts.from : scripts.to;
}

// The first script that the steps state, in their order.
template <class Steps> std::string first_script(const Steps &steps, bool reads) {
  for (const Step &step : steps) {
    if (!script(step, reads).empty()) {
      return script(step, reads);
    }
  }
  return {};
}

struct Backwards {
  const std::vector<Step> &steps;
  auto begin() const { return steps.rbegin(); }
  auto end() const { return steps.rend(); }
};

std::size_t count_rows(const RuleSet &set) {
  std::size_t rows = 0;
  for (const Stage &stage : set.stages) {
    const auto *table = std::get_if<TableStage>(&stage.what);
    rows += table != nullptr ? table->rows.size() : 0;
    const auto *words = std::get_if<WordsStage>(&stage.what);
    rows += words != nullptr ? words->list->size() : 0;
  }
  return rows;
}

bool needs_icu(const RuleSetPtr &set, RuleLibrary &library) {
  Report ignored;
  std::vector<Step> steps;
  lay_out(set, Direction::forward, library, steps, ignored);
  return std::any_of(steps.begin(), steps.end(),
                     [](const Step &step) { return !kind_of(*step.stage).needs_icu().empty(); });
}

} // namespace

SetInfo info_of(const RuleSet &set) {
  const Home &home = set.file->home();
  return {.name = set.name,
          .title = set.title,
          .source = set.source,
          .file = set.file->name(),
          .origin = home.origin,
          .replaces_built_in = home.replaces_built_in,
          .scripts = set.scripts,
          .reversible = set.reversible,
          .idempotent = set.idempotent,
          .rows = count_rows(set)};
}

std::vector<ListedSet> listed_sets(RuleLibrary &library, Report &report) {
  std::vector<ListedSet> sets;
  for (const std::string &name : library.names(RuleLibrary::Kind::rules, report)) {
    if (RuleSetPtr set = library.load(name, {}, report)) {
      sets.push_back({info_of(*set), runs_backwards(set, library), needs_icu(set, library)});
    }
  }
  return sets;
}

std::vector<StageInfo> stages_of(const CompiledChain &chain) {
  std::vector<StageInfo> stages;
  for (std::size_t i = 0; i < chain.steps().size(); ++i) {
    const Step &step = chain.steps()[i];
    stages.push_back({.kind = key_of(*step.stage),
                      .set = step.set->name,
                      .direction = step.direction,
                      .engine = chain.choices()[i].engine});
  }
  return stages;
}

Scripts scripts_of(const std::vector<Step> &steps) {
  return {first_script(steps, true), first_script(Backwards{steps}, false)};
}

} // namespace arnorm
