#include "tool/report/trace_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "characters/names.h"
#include "tool/report/shown_text.h"
#include "tool/report/trace_lines.h"

namespace arnorm::tool {
namespace {

// A line of the report, in columns.
struct Columns {
  std::string what;  // "م (U+0645 MEEM) -> m"
  std::string place; // "buckwalter.toml:52"
  std::string row;
};

std::string padded(const std::string &text, std::size_t columns) {
  std::size_t own = shown_width(text);
  return text + std::string(columns > own ? columns - own : 0, ' ');
}

class StageText {
public:
  StageText(const StageTrace &stage, bool isolate) : stage_(stage), isolate_(isolate) {}

  std::string text(std::size_t number) const {
    std::string out = fmt::format("{}. {} of {}{}: {}\n", number, stage_.stage.kind,
                                  stage_.stage.set, direction_of(stage_),
                                  stage_.in == stage_.out ? "nothing changes" : shown(stage_.out));
    std::vector<Columns> lines;
    std::size_t what = 0;
    std::size_t place = 0;
    for (const TraceLine &line : lines_of(stage_)) {
      lines.push_back(columns(line));
      what = std::max(what, std::min<std::size_t>(shown_width(lines.back().what), max_column));
      place = std::max(place, shown_width(lines.back().place));
    }
    for (const Columns &line : lines) {
      std::string full =
          "   " + padded(line.what, what) + "  " + padded(line.place, place) + "  " + line.row;
      full.erase(full.find_last_not_of(' ') + 1);
      out += full + '\n';
    }
    return out;
  }

private:
  static constexpr std::size_t max_column = 60;

  Columns columns(const TraceLine &line) const {
    std::string what = line.edit != nullptr ? changed(*line.edit) : missed(*line.near);
    return line.row == nullptr ? Columns{std::move(what), "", ""}
                               : Columns{std::move(what), place(*line.row), written(*line.row)};
  }

  std::string changed(const TraceEdit &edit) const {
    return fmt::format("{} -> {}", spelled(part(stage_.in, edit.in)),
                       spelled(part(stage_.out, edit.out)));
  }

  std::string missed(const NearRow &near) const {
    bool after = near.context == NearRow::Context::after;
    std::string_view seen = part(stage_.in, near.seen);
    return fmt::format("{} not: {} {} saw {}", spelled(part(stage_.in, near.in)),
                       after ? "after" : "before", shown(near.wanted),
                       seen.empty() ? "the edge of the text" : spelled(seen));
  }

  static std::string place(const TracedRow &row) {
    return sanitize_for_terminal(
        fmt::format("{}:{}", row.file.substr(row.file.rfind('/') + 1), row.line));
  }

  std::string written(const TracedRow &row) const {
    return shown(row.text) + (row.turned ? " backwards" : "");
  }

  std::string spelled(std::string_view text) const { return spelled_text(text, isolate_); }

  std::string shown(std::string_view text) const { return shown_text(text, isolate_); }

  const StageTrace &stage_;
  bool isolate_;
};

} // namespace

std::string trace_text(const Trace &trace, std::string_view chain, bool isolate) {
  std::string out =
      fmt::format("{}: {}\n", sanitize_for_terminal(chain), shown_text(trace.in, isolate));
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    out += StageText(trace.stages[i], isolate).text(i + 1);
  }
  return out;
}

} // namespace arnorm::tool
