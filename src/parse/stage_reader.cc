#include "parse/stage_reader.h"

#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parse/node_reader.h"
#include "parse/pattern_parser.h"

namespace arnorm {
namespace {

constexpr int max_kept = 32;
constexpr int max_from = 64;

// An integer in a range, or `otherwise` if it is absent or invalid.
int read_number(NodeReader &reader, std::string_view key, int min, int max, int otherwise,
                Report &report) {
  const Node *number = reader.integer(key);
  if (number == nullptr) {
    return otherwise;
  }
  if (number->integer < min || number->integer > max) {
    report.error(Code::AR0105, number->span,
                 fmt::format("invalid value {} for `{}`", number->integer, key),
                 {.help = fmt::format("write a number from {} to {}", min, max)});
    return otherwise;
  }
  return static_cast<int>(number->integer);
}

SqueezeStage read_squeeze(const Node &node, const Names &names, Report &report) {
  NodeReader reader(node, "squeeze", report);
  SqueezeStage squeeze;
  reader.require("set", "write set = '[...]', the characters whose runs are shortened");
  reader.require("max", "write max = 2, for example: the maximum length of a run");
  if (const Node *set = reader.string("set")) {
    squeeze.set = read_set(*set, names, report);
  }
  squeeze.max = read_number(reader, "max", 1, max_kept, 1, report);
  squeeze.from = read_number(reader, "from", squeeze.max + 1, max_from, squeeze.max + 1, report);
  reader.finish();
  return squeeze;
}

using StageData = decltype(Stage::what);

StageData read_form(NodeReader &reader, const Names &, Report &) {
  return FormStage{static_cast<Form>(reader.choice(FormStage::key, form_names, 0))};
}

StageData read_marks(NodeReader &reader, const Names &, Report &) {
  return MarksStage{static_cast<MarkOrder>(reader.choice(MarksStage::key, order_names, 0))};
}

StageData read_remove(NodeReader &reader, const Names &names, Report &report) {
  const Node *set = reader.string(RemoveStage::key);
  return RemoveStage{set ? read_set(*set, names, report) : CodePointSet{}};
}

StageData read_table(NodeReader &reader, const Names &names, Report &report) {
  const Node *rows = reader.array(TableStage::key);
  warn_of_empty(rows, TableStage::key, "write its rows, or delete the stage", report);
  const Node *shared = reader.table("each");
  EachRow each = shared ? read_each(*shared, names, report) : EachRow{};
  return TableStage{rows ? read_rows(*rows, names, false, report, each) : std::vector<Row>{}};
}

StageData read_words(NodeReader &reader, const Names &names, Report &report) {
  WordsStage stage;
  if (const Node *name = reader.string(WordsStage::key)) {
    stage.name = name->string;
    stage.span = name->span;
  }
  stage.untested = read_untested(reader, report);
  stage.edge = *names.edge;
  return stage;
}

StageData read_squeeze(NodeReader &reader, const Names &names, Report &report) {
  const Node *squeeze = reader.table(SqueezeStage::key);
  return squeeze ? read_squeeze(*squeeze, names, report) : SqueezeStage{};
}

bool read_turkic(NodeReader &reader, Report &report) {
  const Node *language = reader.string("language");
  if (language == nullptr || language->string == "tr" || language->string == "az") {
    return language != nullptr;
  }
  report.error(Code::AR0105, language->span,
               fmt::format("invalid value \"{}\" for `language`", language->string),
               {.notes = {"Turkish (tr) and Azerbaijani (az) have a dotless i; rules of other "
                          "languages depend on neighbours and are rows of a table"},
                .help = "delete `language`, or write language = \"tr\" or \"az\""});
  return false;
}

// The characters that a `case` stage changes. Reports AR0123 if there are none.
CodePointSet read_case_set(NodeReader &reader, const CaseStage &stage, const Names &names,
                           Report &report) {
  const Node *set = reader.string("set");
  CodePointSet all({{0, 0x10FFFF}});
  CodePointSet changed =
      changed_by_case(set ? read_set(*set, names, report) : all, stage.mapping, stage.turkic);
  if (set != nullptr && changed.empty()) {
    report.error(Code::AR0123, set->span,
                 fmt::format("no character of this set has another {} case",
                             case_names[static_cast<std::size_t>(stage.mapping)]),
                 {.help = "name the letters as they are before this stage, or omit `set`"});
  }
  return changed;
}

StageData read_case(NodeReader &reader, const Names &names, Report &report) {
  CaseStage stage;
  stage.mapping = static_cast<CaseMapping>(reader.choice(CaseStage::key, case_names, 1));
  if (const Node *name = reader.string(CaseStage::key)) {
    stage.span = name->span;
  }
  stage.turkic = read_turkic(reader, report);
  stage.set = read_case_set(reader, stage, names, report);
  stage.after = read_contexts(reader, "after", PatternRole::after, names, report);
  stage.before = read_contexts(reader, "before", PatternRole::before, names, report);
  if (stage.mapping == CaseMapping::title && !reader.has("after")) {
    report.error(Code::AR0104, stage.span, "`case = \"title\"` has no `after`",
                 {.help = "write after = \"$edge\" for the first letter of each word, or case = "
                          "\"upper\" for all letters"});
  }
  return stage;
}

StageData read_use(NodeReader &reader, const Names &, Report &) {
  const Node *name = reader.string(UseStage::key);
  return name ? UseStage{name->string, name->span} : UseStage{};
}

StageData read_icu(NodeReader &reader, const Names &, Report &) {
  const Node *text = reader.string(IcuStage::key);
  return text ? IcuStage{text->string, text->span} : IcuStage{};
}

// The kinds of stages, in the order in which messages name them.
struct KindReader {
  std::string_view key;
  StageData (*read)(NodeReader &reader, const Names &names, Report &report);
};
constexpr KindReader kind_readers[] = {
    {FormStage::key, read_form},   {MarksStage::key, read_marks}, {RemoveStage::key, read_remove},
    {TableStage::key, read_table}, {WordsStage::key, read_words}, {SqueezeStage::key, read_squeeze},
    {CaseStage::key, read_case},   {UseStage::key, read_use},     {IcuStage::key, read_icu},
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
bool read_kind(const Node &node, NodeReader &reader, const Names &names, Stage &stage,
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
      stage.what = kind.read(reader, names, report);
    }
  }
  return true;
}

// Nothing if the stage does not have exactly one operation.
std::optional<Stage> read_stage(const Node &item, const Names &names, Only otherwise,
                                Report &report) {
  NodeReader reader(item, "a stage", report);
  std::size_t errors = report.errors();
  Stage stage;
  stage.span = item.span;
  stage.only = read_only(reader, otherwise);
  reader.any("note");
  bool known = read_kind(item, reader, names, stage, report);
  reader.finish();
  if (const auto *table = std::get_if<TableStage>(&stage.what)) {
    check_back(table->rows, stage.only, report);
  }
  stage.broken = report.errors() != errors;
  return known ? std::optional(std::move(stage)) : std::nullopt;
}

} // namespace

CodePointSet read_set(const Node &node, const Names &names, Report &report, PatternRole role) {
  std::size_t errors = report.errors();
  Pattern pattern = parse_pattern(node, role, names, report);
  if (report.errors() != errors) {
    return {};
  }
  if (pattern.items.size() != 1 || !pattern.items[0].is_set() || !pattern.items[0].once()) {
    report.error(Code::AR0119, node.span, "this is not a single set",
                 {.help = "write [...], $name or a single character"});
    return {};
  }
  return pattern.items[0].set;
}

std::vector<Stage> read_stages(const Node &array, const Names &names, Report &report,
                               Only otherwise) {
  std::vector<Stage> stages;
  for_each_table(array, "a stage", "start each stage with [[stage]]", report,
                 [&](const Node &item) {
                   if (auto stage = read_stage(item, names, otherwise, report)) {
                     stages.push_back(std::move(*stage));
                   }
                 });
  return stages;
}

} // namespace arnorm
