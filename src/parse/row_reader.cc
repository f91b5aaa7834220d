#include "parse/row_reader.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "parse/letter_pairs.h"
#include "parse/pattern_parser.h"
#include "parse/replacement_parser.h"

namespace arnorm {
namespace {

const std::array<std::string, 3> only_values{"forward", "reverse", "both"};

std::string_view name_of(Only only) { return only_values[only == Only::reverse ? 1 : 0]; }

bool read_back(NodeReader &reader, bool otherwise) {
  const Node *back = reader.boolean("back");
  return back == nullptr ? otherwise : back->boolean;
}

// A `from` that is an array: any of its patterns.
Pattern read_alternatives(const Node &array, const std::vector<const Node *> &nodes,
                          const Names &names, Report &report) {
  Pattern all;
  all.span = array.span;
  PatternItem choice;
  std::unordered_set<std::string_view> seen;
  for (const Node *node : nodes) {
    Pattern one = parse_pattern(*node, PatternRole::from, names, report);
    all.groups = all.alternatives.empty() ? one.groups : std::min(all.groups, one.groups);
    all.alternatives.push_back(one.span);
    choice.choices.push_back(std::move(one.items));
    if (!seen.insert(node->string).second) {
      report.error(Code::AR0129, node->span, "this alternative is listed twice",
                   {.help = "delete one of the two"});
    }
  }
  all.items.push_back(std::move(choice));
  return all;
}

Pattern read_from(NodeReader &reader, const Node &node, const Names &names, Report &report) {
  std::vector<const Node *> nodes = reader.strings("from");
  const Entry *entry = node.find("from");
  if (nodes.size() == 1) {
    return parse_pattern(*nodes[0], PatternRole::from, names, report);
  }
  if (!nodes.empty()) {
    return read_alternatives(entry->value, nodes, names, report);
  }
  if (entry != nullptr && entry->value.type == Node::Type::array && entry->value.items.empty()) {
    report.error(Code::AR0116, entry->value.span, "this pattern is empty",
                 {.help = "write at least one pattern: from = [\"...\", \"...\"]"});
  }
  Pattern lost;
  lost.groups = max_groups; // so that no reference in `to` is reported
  return lost;
}

class RowReader {
public:
  RowReader(const Node &node, const Names &names, bool overriding, const EachRow &each,
            Report &report)
      : node_(node), reader_(node, "a row", report), names_(names), each_(each), report_(report),
        errors_(report.errors()) {
    row_.span = node.span;
    if (overriding) {
      const Node *drop = reader_.boolean("drop");
      row_.drop = drop != nullptr && drop->boolean;
      const Node *add = reader_.boolean("add");
      row_.add = add != nullptr && add->boolean;
    }
  }

  void read(std::vector<Row> &rows) {
    bool letters = node_.find("letters") != nullptr;
    if (letters && reader_.has("from")) {
      report_two_keys();
    }
    if (!letters) {
      reader_.require("from", "write from = \"...\", the text that the row matches");
    }
    if (!row_.drop) {
      reader_.require("to", "write to = \"...\"; an empty `to` deletes what `from` matches");
    }
    std::size_t first = rows.size();
    letters ? read_letters(rows) : read_pattern(rows);
    bool broken = report_.errors() != errors_ || each_.broken;
    for (std::size_t i = first; i < rows.size(); ++i) {
      rows[i].broken = broken;
    }
  }

private:
  void read_pattern(std::vector<Row> &rows) {
    reader_.any("letters"); // known, for the help of an unknown key
    row_.from = read_from(reader_, node_, names_, report_);
    read_conditions();
    if (const Node *to = reader_.string("to")) {
      row_.to = parse_replacement(*to, row_.from, names_, report_);
    }
    reader_.finish();
    check_turn(row_);
    rows.push_back(std::move(row_));
  }

  void read_letters(std::vector<Row> &rows) {
    reader_.any("from");
    const Node *letters = reader_.string("letters");
    const Node *to = reader_.any("to");
    read_conditions();
    reader_.finish();
    std::vector<LetterPair> pairs;
    if (letters != nullptr) {
      pairs = read_letter_pairs(*letters, to, row_.drop, names_, report_);
    }
    if (pairs.size() > 1 && !spend(pairs.size() - 1)) {
      return;
    }
    for (LetterPair &pair : pairs) {
      Row row = row_;
      row.from = std::move(pair.from);
      row.is_letter = true;
      row.to = std::move(pair.to);
      check_turn(row);
      rows.push_back(std::move(row));
    }
  }

  void read_conditions() {
    row_.after = read_contexts(reader_, "after", PatternRole::after, names_, report_);
    row_.before = read_contexts(reader_, "before", PatternRole::before, names_, report_);
    warn_of_empty_context("after", each_.after.has_value());
    warn_of_empty_context("before", each_.before.has_value());
    take_from_each();
    row_.only = read_only(reader_, each_.only);
    row_.back = read_back(reader_, each_.back);
    row_.note = reader_.text("note");
    row_.untested = read_untested(reader_, report_);
  }

  // An empty context takes back what `each` says, and otherwise does nothing.
  void warn_of_empty_context(std::string_view key, bool each) {
    if (!each) {
      warn_of_empty(reader_.any(key), key, "write what must stand there, or delete the key",
                    report_);
    }
  }

  void take_from_each() {
    bool after = each_.after && !reader_.has("after");
    bool before = each_.before && !reader_.has("before");
    if (after) {
      row_.after = *each_.after;
    }
    if (before) {
      row_.before = *each_.before;
    }
    if (after || before) {
      spend(1);
    }
  }

  // Counts copies of the contexts of this row.
  bool spend(std::size_t copies) {
    std::size_t items = 0;
    for (const auto *contexts : {&row_.after, &row_.before}) {
      for (const Pattern &pattern : *contexts) {
        items += count_items(pattern.items);
      }
    }
    if (names_.spend(items * copies)) {
      return true;
    }
    report_.error(Code::AR0401, node_.span, "the contexts of these rows come to too many items",
                  {.notes = {fmt::format("those of `each`, `letters` and named patterns of a file "
                                         "may come to {} items",
                                         max_copied_items)},
                   .help = "use shorter contexts, or two stages"});
    return false;
  }

  void report_two_keys() {
    report_.error(Code::AR0106, node_.find("letters")->key_span,
                  "a row must not have both `from` and `letters`",
                  {.second = node_.find("from")->key_span,
                   .second_label = "the other one",
                   .help = "write two rows"});
  }

  // Whether `back` can be done.
  void check_turn(const Row &row) {
    if (!row.back || row.drop || report_.errors() != errors_) {
      return;
    }
    const Entry *own = node_.find("back");
    std::string help = own == nullptr ? "write back = false in this row"
                                      : "remove `back`, or write a second row with only = "
                                        "\"reverse\"";
    const Span &key = own == nullptr ? node_.span : own->key_span;
    if (row.only != Only::both) {
      report_.error(Code::AR0130, key,
                    fmt::format("`back` contradicts only = \"{}\"", name_of(row.only)),
                    {.help = own == nullptr ? help : "remove one of the two keys"});
    } else if (!row.from.first_literal()) {
      report_impossible(key,
                        row.from.alternatives.empty()
                            ? "the way back cannot write `from`, which is not a single text"
                            : "the way back cannot write the first alternative of `from`, which is "
                              "not a single text",
                        row.from.span, help);
    } else if (row.to.pieces.empty()) {
      report_impossible(key, "the way back cannot match `to`, which is empty", row.to.span, help);
    } else if (!row.to.is_literal()) {
      report_impossible(key, "the way back cannot match `to`, which refers to a group", row.to.span,
                        help);
    }
  }

  void report_impossible(const Span &key, const std::string &why, const Span &second,
                         const std::string &help) {
    report_.error(Code::AR0130, key, why, {.second = second, .second_label = "this", .help = help});
  }

  const Node &node_;
  NodeReader reader_;
  const Names &names_;
  const EachRow &each_;
  Report &report_;
  std::size_t errors_;
  Row row_;
};

} // namespace

void warn_of_empty(const Node *node, std::string_view key, std::string help, Report &report) {
  if (node == nullptr || node->type != Node::Type::array || !node->items.empty()) {
    return;
  }
  std::string text = written(node->span);
  if (text.find_first_not_of("[] \t\r\n") == std::string::npos) { // not the rest of an error
    report.warning(Code::AR0214, node->span, fmt::format("`{}` is empty", key),
                   {.help = std::move(help)});
  }
}

std::string read_untested(NodeReader &reader, Report &report) {
  const Node *reason = reader.string("untested");
  if (reason != nullptr && reason->string.empty()) {
    report.error(Code::AR0105, reason->span, "`untested` is empty",
                 {.help = "say why no test fires this, or delete the key"});
  }
  return reason == nullptr ? "" : reason->string;
}

std::vector<Pattern> read_contexts(NodeReader &reader, std::string_view key, PatternRole role,
                                   const Names &names, Report &report) {
  std::vector<Pattern> contexts;
  for (const Node *node : reader.strings(key)) {
    contexts.push_back(parse_pattern(*node, role, names, report));
  }
  return contexts;
}

Only read_only(NodeReader &reader, Only otherwise) {
  static const Only meaning[] = {Only::forward, Only::reverse, Only::both};
  std::size_t index = reader.choice("only", only_values, only_values.size());
  return index < only_values.size() ? meaning[index] : otherwise;
}

EachRow read_each(const Node &table, const Names &names, Report &report) {
  NodeReader reader(table, "`each`", report);
  std::size_t errors = report.errors();
  EachRow each;
  auto contexts = [&](std::string_view key, PatternRole role) {
    auto read = read_contexts(reader, key, role, names, report);
    return reader.has(key) ? std::optional(std::move(read)) : std::nullopt;
  };
  each.after = contexts("after", PatternRole::after);
  each.before = contexts("before", PatternRole::before);
  each.only = read_only(reader, Only::both);
  each.back = read_back(reader, false);
  reader.any("note");
  reader.finish();
  if (each.back && each.only != Only::both) {
    report.error(Code::AR0130, table.find("back")->key_span,
                 fmt::format("`back` contradicts only = \"{}\"", name_of(each.only)),
                 {.help = "remove one of the two keys"});
    each.back = false;
  }
  each.broken = report.errors() != errors;
  return each;
}

std::vector<Row> read_rows(const Node &array, const Names &names, bool overriding, Report &report,
                           const EachRow &each) {
  std::vector<Row> rows;
  rows.reserve(array.items.size());
  for_each_table(
      array, "a row", "write { from = \"...\", to = \"...\" }", report,
      [&](const Node &item) { RowReader(item, names, overriding, each, report).read(rows); });
  return rows;
}

void check_back(const std::vector<Row> &rows, Only stage_only, Report &report) {
  auto row = std::find_if(rows.begin(), rows.end(),
                          [](const Row &each) { return each.back && !each.broken; });
  if (stage_only != Only::both && row != rows.end()) {
    report.error(Code::AR0130, row->span,
                 fmt::format("`back` contradicts only = \"{}\" of the stage", name_of(stage_only)),
                 {.help = "remove `back`, or write only = \"both\" in the stage"});
  }
}

} // namespace arnorm
