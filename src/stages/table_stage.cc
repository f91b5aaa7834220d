// `table`: rows that replace one text with another.
#include "icu/icu_table.h"
#include "rules/flat_rules.h"
#include "stages/flat_stage.h"

namespace arnorm {
namespace {

const TableStage &table_of(const Stage &stage) { return std::get<TableStage>(stage.what); }

FlatRules flat_rules(const Step &step, Report &report, TableCost &spent) {
  const Stage &stage = *step.stage;
  return flatten(oriented_rows(table_of(stage), stage.only, step.direction), report, spent);
}

FlatRules flat_rules(const Step &step, Report &report) {
  TableCost alone;
  return flat_rules(step, report, alone);
}

// What runs, without the rows. A built-in table has it ready; what is too much together with other
// tables is reported at a row.
FlatRules running_rules(const Step &step, Report &report, TableCost &spent) {
  if (const ReadyTable *ready = table_of(*step.stage).rows.ready()) {
    TableCost both = spent;
    FlatRules flat = ready->rules(step.direction, both);
    if (both.is_within_bounds()) {
      spent = both;
      return flat;
    }
  }
  return flat_rules(step, report, spent);
}

FlatRules running_rules(const Step &step) {
  Report ignored;
  TableCost alone;
  return running_rules(step, ignored, alone);
}

void add_sets(const std::vector<PatternItem> &items, std::vector<CodePointSet> &sets) {
  for (const PatternItem &item : items) {
    if (item.is_set()) {
      sets.push_back(item.set);
    }
    for (const std::vector<PatternItem> &choice : item.choices) {
      add_sets(choice, sets);
    }
  }
}

class TableKind : public StageKind {
public:
  bool acts(const Stage &stage, Direction direction) const override {
    const TableStage &table = table_of(stage);
    return table.rows.ready() != nullptr ? table.rows.ready()->acts(direction)
                                         : !oriented_rows(table, stage.only, direction).empty();
  }

  Reach reach(const Step &step) const override { return reach_of(running_rules(step)); }

  StageLetters letters(const Stage &stage) const override {
    StageLetters letters;
    for (const Row &row : table_of(stage).rows) {
      add_sets(row.from.items, row.only == Only::reverse ? letters.read_back : letters.read);
      letters.written += row.to.literal();
    }
    return letters;
  }

  std::optional<double> growth(const Step &step) const override {
    return growth_of(running_rules(step));
  }

  std::optional<FlatRules> as_table(const Step &step) const override {
    Report own;
    FlatRules flat = flat_rules(step, own);
    return own.has_errors() ? std::nullopt : std::optional(std::move(flat));
  }

  bool join(Fusion &fusion, const Step &step, Report &report) const override {
    return join_rules(running_rules(step, report, fusion.cost()), fusion);
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &report) const override {
    return icu_table(flat_rules(step, report), text, syntax);
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "table", .rows = &table_of(stage).rows.all()};
  }

  std::optional<RowPass> row_pass(const Step &step, Report &report) const override {
    return row_pass_of(flat_rules(step, report));
  }
};

} // namespace

const StageKind &kind_of(const TableStage &) {
  static const TableKind kind;
  return kind;
}

} // namespace arnorm
