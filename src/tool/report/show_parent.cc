#include "tool/report/show_parent.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "characters/names.h"
#include "parse/extends.h"
#include "stages/stage_kind.h"
#include "tool/report/styled_text.h"

namespace arnorm::tool {
namespace {

using RowList = std::vector<const Row *>;

const std::vector<Row> &rows_of(const Stage &stage) {
  static const std::vector<Row> none;
  const auto *table = std::get_if<TableStage>(&stage.what);
  return table == nullptr ? none : table->rows.all();
}

// A row, or a letter of a row of letters, as its file has it.
std::string written_row(const Row &row, const StyledText &style) {
  std::string whole = written(row.span);
  std::string text = row.is_letter ? fmt::format("{} of {}", written(row.from.span), whole) : whole;
  std::replace(text.begin(), text.end(), '\n', ' ');
  const Source &file = *row.span.source;
  return fmt::format("{}  ({}:{})", style.shown(text),
                     sanitize_for_terminal(file.name().substr(file.name().rfind('/') + 1)),
                     file.line_of(row.place().begin));
}

class Changes {
public:
  Changes(const RuleSet &set, const RuleSet &base, const StyledText &style)
      : set_(set), base_(base), style_(style) {}

  std::string text() const {
    std::string title = base_.title.empty() ? "" : ": " + base_.title;
    std::string out =
        sanitize_for_terminal(fmt::format("{} extends {}{}", set_.name, base_.name, title));
    out += "\n";
    out += fmt::format("file: {}\n", sanitize_for_terminal(base_.file->name()));
    std::string changes;
    for (std::size_t i = 0; i < base_.stages.size(); ++i) {
      changes += stage(i);
    }
    for (std::size_t i = base_.stages.size(); i < set_.stages.size(); ++i) {
      changes += added_stage(i);
    }
    return out + (changes.empty() ? "\nnothing is changed\n" : changes);
  }

private:
  // The rows that differ in a stage of the base.
  std::string stage(std::size_t index) const {
    const std::vector<Row> &before = rows_of(base_.stages[index]);
    const std::vector<Row> &after = rows_of(set_.stages[index]);
    RowList own;
    std::set<std::pair<const Source *, std::size_t>> kept;
    for (const Row &row : after) {
      if (row.span.source == set_.file) {
        own.push_back(&row);
      } else {
        kept.insert({row.span.source.get(), row.place().begin});
      }
    }
    std::string replaced;
    std::string deleted;
    for (const Row &row : before) {
      if (kept.contains({row.span.source.get(), row.place().begin})) {
        continue;
      }
      if (const Row *by = take_in_place_of(row, own)) {
        replaced += "     - " + line(row) + "     + " + line(*by);
      } else {
        deleted += "     - " + line(row);
      }
    }
    return heading(index, group("replaced", replaced) + group("deleted", deleted) +
                              group("added", added(own)));
  }

  // The row that replaces another one, which is then no longer among the rows of the set itself.
  static const Row *take_in_place_of(const Row &row, RowList &own) {
    auto found = std::find_if(own.begin(), own.end(),
                              [&](const Row *each) { return same_place(*each, row); });
    if (found == own.end()) {
      return nullptr;
    }
    const Row *by = *found;
    own.erase(found);
    return by;
  }

  static std::string group(std::string_view name, const std::string &lines) {
    return lines.empty() ? "" : fmt::format("   {}\n{}", name, lines);
  }

  std::string added(const RowList &own) const {
    std::string out;
    for (const Row *row : own) {
      out += "     + " + line(*row);
    }
    return out;
  }

  std::string heading(std::size_t index, const std::string &changes) const {
    return changes.empty() ? "" : fmt::format("\n{:>2}. {}\n{}", index + 1, words(index), changes);
  }

  std::string words(std::size_t index) const {
    StageWords words = kind_of(set_.stages[index]).words(set_.stages[index]);
    std::string object = words.name + words.text;
    std::replace(object.begin(), object.end(), '\n', ' ');
    return sanitize_for_terminal(words.what + (object.empty() ? "" : " " + object));
  }

  std::string added_stage(std::size_t index) const {
    std::string out = fmt::format("\n{:>2}. {}, an added stage\n", index + 1, words(index));
    RowList rows;
    for (const Row &row : rows_of(set_.stages[index])) {
      rows.push_back(&row);
    }
    return out + added(rows);
  }

  std::string line(const Row &row) const { return written_row(row, style_) + "\n"; }

  const RuleSet &set_;
  const RuleSet &base_;
  const StyledText &style_;
};

} // namespace

std::string describe_changes(const RuleSet &set, const RuleSet &base,
                             const RenderOptions &options) {
  return Changes(set, base, StyledText(options)).text();
}

} // namespace arnorm::tool
