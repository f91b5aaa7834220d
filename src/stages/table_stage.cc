// `table`: rows that replace one text with another.
#include <algorithm>
#include <numeric>

#include "characters/utf.h"
#include "icu/icu_table.h"
#include "rules/flat_rules.h"
#include "stages/stage_kind.h"
#include "table/character_map.h"

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

void add_sets(const std::vector<PatternItem> &items, std::vector<CodePointSet> &sets) {
  for (const PatternItem &item : items) {
    sets.push_back(item.set);
    add_sets(item.items, sets);
  }
}

std::size_t utf8_size(std::u32string_view text) {
  return std::accumulate(text.begin(), text.end(), std::size_t{0},
                         [](std::size_t sum, char32_t c) { return sum + utf8_length(c); });
}

// At most how often a rule's output repeats one character of its match.
std::size_t most_copies(const Rule &rule) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < rule.from.size(); ++i) {
    std::size_t copies =
        std::count_if(rule.to.begin(), rule.to.end(), [i](const OutputPiece &piece) {
          return !piece.is_text && piece.begin <= i && i < piece.end;
        });
    most = std::max(most, copies);
  }
  return most;
}

// `$1$1 b` for a match of at least three bytes: twice what was matched, and a third.
double growth_of(const Rule &rule, const SetPool &sets) {
  std::size_t shortest = 0;
  for (SetPool::Id id : rule.from) {
    shortest += utf8_length(sets[id].first());
  }
  std::size_t text = 0;
  for (const OutputPiece &piece : rule.to) {
    text += utf8_size(piece.text);
  }
  return static_cast<double>(most_copies(rule)) +
         static_cast<double>(text) / static_cast<double>(shortest);
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

  std::optional<double> growth(const Step &step) const override {
    Report ignored;
    FlatRules flat = flat_rules(step, ignored);
    double most = 1;
    for (const Rule &rule : flat.rules) {
      most = std::max(most, growth_of(rule, flat.sets));
    }
    return most;
  }

  std::optional<FlatRules> as_table(const Step &step) const override {
    Report own;
    FlatRules flat = flat_rules(step, own);
    return own.has_errors() ? std::nullopt : std::optional(std::move(flat));
  }

  bool join(Fusion &fusion, const Step &step, Report &report) const override {
    FlatRules flat = flat_rules(step, report, fusion.cost());
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
