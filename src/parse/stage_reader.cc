#include "parse/stage_reader.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parse/node_reader.h"
#include "parse/pattern_parser.h"
#include "parse/replacement_parser.h"

namespace arnorm {
namespace {

const std::array<std::string, 2> only_values{"forward", "reverse"};
const std::array<std::string, 4> form_values{"NFC", "NFD", "NFKC", "NFKD"};
const std::array<std::string, 3> marks_values{"canonical", "shadda-first", "utr53"};
const std::array<std::string, 7> stage_keys{"form",    "marks", "remove", "table",
                                            "squeeze", "use",   "icu"};

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
  reader.require("from", "write from = \"...\", the text that the row takes");
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
  reader.require("set", "write set = '[...]', the characters whose runs are cut");
  reader.require("max", "write max = 2, say: how long a run may be");
  if (const Node *set = reader.string("set")) {
    squeeze.set = read_set(*set, sets, report);
  }
  if (const Node *max = reader.integer("max")) {
    constexpr int limit = 32;
    if (max->integer < 1 || max->integer > limit) {
      report.error("AR0105", max->span, fmt::format("`max` cannot be {}", max->integer),
                   {.help = fmt::format("write a number from 1 to {}", limit)});
    } else {
      squeeze.max = static_cast<int>(max->integer);
    }
  }
  reader.finish();
  return squeeze;
}

// Reads the one key that says what a stage does. False when the table has none or several.
bool read_kind(const Node &node, NodeReader &reader, const NamedSets &sets, Stage &stage,
               Report &report) {
  std::vector<const Entry *> kinds;
  for (const Entry &entry : node.entries) {
    for (const std::string &key : stage_keys) {
      if (entry.key == key) {
        kinds.push_back(&entry);
      }
    }
  }
  for (const std::string &key : stage_keys) {
    reader.any(key);
  }
  if (kinds.empty()) {
    if (!node.partial) {
      report.error("AR0104", node.span, "a stage does nothing",
                   {.help = fmt::format("give it one of {}", fmt::join(stage_keys, ", "))});
    }
    return false;
  }
  if (kinds.size() > 1) {
    report.error(
        "AR0106", kinds[1]->key_span,
        fmt::format("a stage does one thing, not `{}` and `{}`", kinds[0]->key, kinds[1]->key),
        {.second = kinds[0]->key_span,
         .second_label = "the first thing it does",
         .help = fmt::format("begin a second [[stage]] before `{}`", kinds[1]->key)});
    return false;
  }
  const std::string &key = kinds[0]->key;
  if (key == "form") {
    stage.what = FormStage{static_cast<Form>(reader.choice(key, form_values, 0))};
  } else if (key == "marks") {
    stage.what = MarksStage{static_cast<MarkOrder>(reader.choice(key, marks_values, 0))};
  } else if (key == "remove") {
    const Node *set = reader.string(key);
    stage.what = RemoveStage{set ? read_set(*set, sets, report) : CodePointSet{}};
  } else if (key == "table") {
    const Node *rows = reader.array(key);
    stage.what = TableStage{rows ? read_rows(*rows, sets, false, report) : std::vector<Row>{}};
  } else if (key == "squeeze") {
    const Node *squeeze = reader.table(key);
    stage.what = squeeze ? read_squeeze(*squeeze, sets, report) : SqueezeStage{};
  } else if (key == "use") {
    const Node *name = reader.string(key);
    stage.what = name ? UseStage{name->string, name->span} : UseStage{};
  } else {
    const Node *text = reader.string(key);
    stage.what = text ? IcuStage{text->string, text->span} : IcuStage{};
  }
  return true;
}

} // namespace

CodePointSet read_set(const Node &node, const NamedSets &sets, Report &report) {
  std::size_t errors = report.errors();
  Pattern pattern = parse_pattern(node, PatternRole::from, sets, report);
  if (report.errors() != errors) {
    return {};
  }
  if (pattern.items.size() != 1 || pattern.items[0].group != 0 || !pattern.items[0].once()) {
    report.error("AR0119", node.span, "this is not one set",
                 {.help = "write [...], $name or a single character"});
    return {};
  }
  return pattern.items[0].set;
}

std::vector<Row> read_rows(const Node &array, const NamedSets &sets, bool overriding,
                           Report &report) {
  std::vector<Row> rows;
  rows.reserve(array.items.size());
  for (const Node &item : array.items) {
    if (item.type != Node::Type::table) {
      report.error("AR0103", item.span,
                   fmt::format("a row must be a table, not {}", type_name(item.type)),
                   {.help = "write { from = \"...\", to = \"...\" }"});
      continue;
    }
    rows.push_back(read_row(item, sets, overriding, report));
  }
  return rows;
}

std::vector<Stage> read_stages(const Node &array, const NamedSets &sets, Report &report) {
  std::vector<Stage> stages;
  for (const Node &item : array.items) {
    if (item.type != Node::Type::table) {
      report.error("AR0103", item.span,
                   fmt::format("a stage must be a table, not {}", type_name(item.type)),
                   {.help = "begin each stage with [[stage]]"});
      continue;
    }
    NodeReader reader(item, "a stage", report);
    std::size_t errors = report.errors();
    Stage stage;
    stage.span = item.span;
    stage.only = read_only(reader);
    reader.any("note");
    bool known = read_kind(item, reader, sets, stage, report);
    reader.finish();
    stage.broken = report.errors() != errors;
    if (known) {
      stages.push_back(std::move(stage));
    }
  }
  return stages;
}

} // namespace arnorm
