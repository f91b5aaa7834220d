// `table`: rows that replace one text with another.
#include <algorithm>

#include "icu/icu_table.h"
#include "rules/flat_rules.h"
#include "stages/stage_kind.h"
#include "table/character_map.h"

namespace arnorm {
namespace {

const TableStage &table_of(const Stage &stage) { return std::get<TableStage>(stage.what); }

FlatRules flat_rules(const Step &step, Report &report) {
  const Stage &stage = *step.stage;
  return flatten(oriented_rows(table_of(stage), stage.only, step.direction), report);
}

void add_sets(const std::vector<PatternItem> &items, std::vector<CodePointSet> &sets) {
  for (const PatternItem &item : items) {
    sets.push_back(item.set);
    add_sets(item.items, sets);
  }
}

class TableKind : public StageKind {
public:
  bool acts(const Stage &stage, Direction direction) const override {
    return !oriented_rows(table_of(stage), stage.only, direction).empty();
  }

  Reach reach(const Step &step) const override {
    Report ignored;
    FlatRules flat = flat_rules(step, ignored);
    std::size_t longest = std::max<std::size_t>(flat.longest, 1);
    return {longest - 1 + flat.behind, longest - 1 + flat.ahead};
  }

  StageLetters letters(const Stage &stage) const override {
    StageLetters letters;
    for (const Row &row : table_of(stage).rows) {
      add_sets(row.from.items, row.only == Only::reverse ? letters.read_back : letters.read);
      letters.written += row.to.literal();
    }
    return letters;
  }

  bool join(Fusion &fusion, const Step &step, Report &report) const override {
    FlatRules flat = flat_rules(step, report);
    if (auto map = CharacterMap::of_table(flat)) {
      fusion.add(std::move(*map));
      return true;
    }
    PassPtr pass = TablePass::make(flat);
    if (!pass) {
      return false;
    }
    fusion.add(std::move(pass));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &report) const override {
    return icu_table(flat_rules(step, report), text, syntax);
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "table", .rows = &table_of(stage).rows};
  }

  std::optional<RowPass> row_pass(const Step &step, Report &report) const override {
    FlatRules flat = flat_rules(step, report);
    auto pass = TablePass::make(flat);
    return pass ? std::optional(RowPass{std::move(pass), std::move(flat.rows)}) : std::nullopt;
  }
};

} // namespace

const StageKind &kind_of(const TableStage &) {
  static const TableKind kind;
  return kind;
}

} // namespace arnorm
