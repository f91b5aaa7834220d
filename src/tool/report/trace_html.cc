#include "tool/report/trace_html.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/html.h"

namespace arnorm::tool {
namespace {

std::string_view part(const std::string &text, Range range) {
  return std::string_view(text).substr(range.begin, range.end - range.begin);
}

// A text with its code points below it.
std::string spelled(std::string_view text) {
  return fmt::format("{}<span class=\"points\">{}</span>", isolated(sanitize_for_terminal(text)),
                     points(to_utf32(text)));
}

std::string row_cell(const TracedRow &row) {
  std::string note = row.note.empty() || row.text.find("note") != std::string::npos
                         ? ""
                         : fmt::format(" <span class=\"note\">{}</span>", plain(row.note));
  return fmt::format("<span class=\"points\">{}:{}{}</span><code dir=\"ltr\">{}</code>{}",
                     plain(row.file), row.line, row.turned ? ", backwards" : "", plain(row.text),
                     note);
}

// A line of the table of a stage, and where in the input it belongs.
using Line = std::pair<std::size_t, std::string>;

Line line_of(const StageTrace &stage, const TraceEdit &edit) {
  return {edit.in.begin,
          fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                      spelled(part(stage.in, edit.in)), spelled(part(stage.out, edit.out)),
                      edit.row ? row_cell(stage.rows[*edit.row]) : "")};
}

Line line_of(const StageTrace &stage, const NearRow &near) {
  std::string_view seen = part(stage.in, near.seen);
  std::string what =
      fmt::format("not: {} <code dir=\"ltr\">{}</code> saw {}",
                  near.context == NearRow::Context::after ? "after" : "before", plain(near.wanted),
                  seen.empty() ? "the edge of the text" : escaped(spell(to_utf32(seen))));
  return {near.in.begin,
          fmt::format("<tr class=\"note\"><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                      spelled(part(stage.in, near.in)), what, row_cell(stage.rows[near.row]))};
}

std::string table_of(const StageTrace &stage) {
  std::vector<Line> lines;
  for (const TraceEdit &edit : stage.edits) {
    lines.push_back(line_of(stage, edit));
  }
  for (const NearRow &near : stage.near) {
    lines.push_back(line_of(stage, near));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line &a, const Line &b) { return a.first < b.first; });
  std::string out = "<div class=\"wide\"><table>\n"
                    "<thead><tr><th>from</th><th>to</th><th>row</th></tr></thead>\n<tbody>\n";
  for (const Line &line : lines) {
    out += line.second;
  }
  return out + "</tbody></table></div>\n";
}

std::string section(const Trace &trace) {
  std::string out = fmt::format("<h2>{}</h2>\n", spelled(trace.in));
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    const StageTrace &stage = trace.stages[i];
    out += fmt::format("<h3>{}. {} of {}{}</h3>\n<p>{}</p>\n", i + 1, escaped(stage.stage.kind),
                       plain(stage.stage.set),
                       stage.stage.direction == Direction::reverse ? ", backwards" : "",
                       stage.in == stage.out ? "nothing changes" : spelled(stage.out));
    out += stage.edits.empty() && stage.near.empty() ? "" : table_of(stage);
  }
  return out;
}

} // namespace

std::string trace_page(const std::vector<Trace> &traces, std::string_view chain) {
  std::string out = page_head(chain);
  for (const Trace &trace : traces) {
    out += section(trace);
  }
  return out + page_foot();
}

} // namespace arnorm::tool
