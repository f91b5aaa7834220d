#include "parse/stage_reader.h"

#include <array>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parse/node_reader.h"
#include "parse/pattern_parser.h"
#include "parse/replacement_parser.h"

namespace arnorm {
namespace {

const std::array<std::string, 2> only_values{"forward", "reverse"};

Only read_only(NodeReader &reader) {
  static const Only meaning[] = {Only::forward, Only::reverse, Only::both};
  return meaning[reader.choice("only", only_values, 2)];
}

std::vector<Pattern> read_contexts(NodeReader &reader, std::string_view key, PatternRole role,
                                   const NamedSets &sets, Report &report) {
  std::vector<Pattern> contexts;
  for (const Node *node : reader.strings(key)) {
    contexts.push_back(parse_pattern(*node, role, sets, report));
  }
  return contexts;
}

Row read_row(const Node &node, const NamedSets &sets, bool overriding, Report &report) {
  NodeReader reader(node, "a row", report);
  std::size_t errors = report.errors();
  Row row;
  row.span = node.span;
  if (overriding) {
    const Node *drop = reader.boolean("drop");
    row.drop = drop != nullptr && drop->boolean;
  }
  reader.require("from", "write from = \"...\", the text that the row matches");
  if (!row.drop) {
    reader.require("to", "write to = \"...\"; an empty `to` deletes what `from` matches");
  }
  if (const Node *from = reader.string("from")) {
    row.from = parse_pattern(*from, PatternRole::from, sets, report);
  }
  row.after = read_contexts(reader, "after", PatternRole::after, sets, report);
  row.before = read_contexts(reader, "before", PatternRole::before, sets, report);
  if (const Node *to = reader.string("to")) {
    row.to = parse_replacement(*to, row.from, report);
  }
  row.only = read_only(reader);
  row.note = reader.text("note");
  reader.finish();
  row.broken = report.errors() != errors;
  return row;
}

SqueezeStage read_squeeze(const Node &node, const NamedSets &sets, Report &report) {
  NodeReader reader(node, "squeeze", report);
  SqueezeStage squeeze;
  reader.require("set", "write set = '[...]', the characters whose runs are shortened");
  reader.require("max", "write max = 2, for example: the maximum length of a run");
  if (const Node *set = reader.string("set")) {
    squeeze.set = read_set(*set, sets, report);
  }
  if (const Node *max = reader.integer("max")) {
    constexpr int limit = 32;
    if (max->integer < 1 || max->integer > limit) {
      report.error(Code::AR0105, max->span, fmt::format("invalid value {} for `max`", max->integer),
                   {.help = fmt::format("write a number from 1 to {}", limit)});
    } else {
      squeeze.max = static_cast<int>(max->integer);
    }
  }
  reader.finish();
  return squeeze;
}

using StageData = decltype(Stage::what);

StageData read_form(NodeReader &reader, const NamedSets &, Report &) {
  return FormStage{static_cast<Form>(reader.choice(FormStage::key, form_names, 0))};
}

StageData read_marks(NodeReader &reader, const NamedSets &, Report &) {
  return MarksStage{static_cast<MarkOrder>(reader.choice(MarksStage::key, order_names, 0))};
}

StageData read_remove(NodeReader &reader, const NamedSets &sets, Report &report) {
  const Node *set = reader.string(RemoveStage::key);
  return RemoveStage{set ? read_set(*set, sets, report) : CodePointSet{}};
}

StageData read_table(NodeReader &reader, const NamedSets &sets, Report &report) {
  const Node *rows = reader.array(TableStage::key);
  return TableStage{rows ? read_rows(*rows, sets, false, report) : std::vector<Row>{}};
}

StageData read_words(NodeReader &reader, const NamedSets &, Report &) {
  const Node *name = reader.string(WordsStage::key);
  return name ? WordsStage{.name = name->string, .span = name->span} : WordsStage{};
}

StageData read_squeeze(NodeReader &reader, const NamedSets &sets, Report &report) {
  const Node *squeeze = reader.table(SqueezeStage::key);
  return squeeze ? read_squeeze(*squeeze, sets, report) : SqueezeStage{};
}

StageData read_use(NodeReader &reader, const NamedSets &, Report &) {
  const Node *name = reader.string(UseStage::key);
  return name ? UseStage{name->string, name->span} : UseStage{};
}

StageData read_icu(NodeReader &reader, const NamedSets &, Report &) {
  const Node *text = reader.string(IcuStage::key);
  return text ? IcuStage{text->string, text->span} : IcuStage{};
}

// The kinds of stages, in the order in which messages name them.
struct KindReader {
  std::string_view key;
  StageData (*read)(NodeReader &reader, const NamedSets &sets, Report &report);
};
constexpr KindReader kind_readers[] = {
    {FormStage::key, read_form},   {MarksStage::key, read_marks}, {RemoveStage::key, read_remove},
    {TableStage::key, read_table}, {WordsStage::key, read_words}, {SqueezeStage::key, read_squeeze},
    {UseStage::key, read_use},     {IcuStage::key, read_icu},
};

// The entries of a stage that are operations, in the order of the file.
std::vector<const Entry *> kinds_of(const Node &node) {
  std::vector<const Entry *> kinds;
  for (const Entry &entry : node.entries) {
    for (const KindReader &kind : kind_readers) {
      if (entry.key == kind.key) {
        kinds.push_back(&entry);
      }
    }
  }
  return kinds;
}

void report_no_kind(const Node &node, Report &report) {
  std::string keys;
  for (const KindReader &kind : kind_readers) {
    keys += fmt::format("{}{}", keys.empty() ? "" : ", ", kind.key);
  }
  report.error(Code::AR0104, node.span, "a stage has no operation",
               {.help = fmt::format("add one of the keys {}", keys)});
}

void report_two_kinds(const Entry &first, const Entry &second, Report &report) {
  report.error(Code::AR0106, second.key_span,
               fmt::format("a stage must not have both `{}` and `{}`", first.key, second.key),
               {.second = first.key_span,
                .second_label = "the first operation",
                .help = fmt::format("start a second [[stage]] before `{}`", second.key)});
}

// Reads the operation of a stage. Returns false if there is not exactly one.
bool read_kind(const Node &node, NodeReader &reader, const NamedSets &sets, Stage &stage,
               Report &report) {
  for (const KindReader &kind : kind_readers) {
    reader.any(kind.key);
  }
  std::vector<const Entry *> kinds = kinds_of(node);
  if (kinds.empty() && !node.partial) {
    report_no_kind(node, report);
  } else if (kinds.size() > 1) {
    report_two_kinds(*kinds[0], *kinds[1], report);
  }
  if (kinds.size() != 1) {
    return false;
  }
  for (const KindReader &kind : kind_readers) {
    if (kinds[0]->key == kind.key) {
      stage.what = kind.read(reader, sets, report);
    }
  }
  return true;
}

// Nothing if the stage does not have exactly one operation.
std::optional<Stage> read_stage(const Node &item, const NamedSets &sets, Report &report) {
  NodeReader reader(item, "a stage", report);
  std::size_t errors = report.errors();
  Stage stage;
  stage.span = item.span;
  stage.only = read_only(reader);
  reader.any("note");
  bool known = read_kind(item, reader, sets, stage, report);
  reader.finish();
  stage.broken = report.errors() != errors;
  return known ? std::optional(std::move(stage)) : std::nullopt;
}

} // namespace

CodePointSet read_set(const Node &node, const NamedSets &sets, Report &report, PatternRole role) {
  std::size_t errors = report.errors();
  Pattern pattern = parse_pattern(node, role, sets, report);
  if (report.errors() != errors) {
    return {};
  }
  if (pattern.items.size() != 1 || pattern.items[0].group != 0 || !pattern.items[0].once()) {
    report.error(Code::AR0119, node.span, "this is not a single set",
                 {.help = "write [...], $name or a single character"});
    return {};
  }
  return pattern.items[0].set;
}

std::vector<Row> read_rows(const Node &array, const NamedSets &sets, bool overriding,
                           Report &report) {
  std::vector<Row> rows;
  rows.reserve(array.items.size());
  for_each_table(
      array, "a row", "write { from = \"...\", to = \"...\" }", report,
      [&](const Node &item) { rows.push_back(read_row(item, sets, overriding, report)); });
  return rows;
}

std::vector<Stage> read_stages(const Node &array, const NamedSets &sets, Report &report) {
  std::vector<Stage> stages;
  for_each_table(array, "a stage", "start each stage with [[stage]]", report,
                 [&](const Node &item) {
                   if (auto stage = read_stage(item, sets, report)) {
                     stages.push_back(std::move(*stage));
                   }
                 });
  return stages;
}

} // namespace arnorm
