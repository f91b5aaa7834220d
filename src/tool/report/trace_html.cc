#include "tool/report/trace_html.h"

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/html.h"
#include "tool/report/trace_lines.h"

namespace arnorm::tool {
namespace {

// A text with its code points below it.
std::string spelled(std::string_view text) {
  return fmt::format("{}<span class=\"points\">{}</span>", isolated(sanitize_for_terminal(text)),
                     points(to_utf32(text)));
}

std::string row_cell(const TracedRow &row) {
  return fmt::format("<span class=\"points\">{}:{}{}</span><code dir=\"ltr\">{}</code>",
                     plain(row.file), row.line, row.turned ? ", backwards" : "", plain(row.text));
}

// What was written, or why nothing was.
std::string result_cell(const StageTrace &stage, const TraceLine &line) {
  if (line.edit != nullptr) {
    return spelled(part(stage.out, line.edit->out));
  }
  std::string_view seen = part(stage.in, line.near->seen);
  return fmt::format("not: {} <code dir=\"ltr\">{}</code> saw {}",
                     line.near->context == NearRow::Context::after ? "after" : "before",
                     plain(line.near->wanted),
                     seen.empty() ? "the edge of the text" : escaped(spell(to_utf32(seen))));
}

std::string table_of(const StageTrace &stage) {
  std::string out = "<div class=\"wide\"><table>\n"
                    "<thead><tr><th>from</th><th>to</th><th>row</th></tr></thead>\n<tbody>\n";
  for (const TraceLine &line : lines_of(stage)) {
    out +=
        fmt::format("<tr{}><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                    line.near != nullptr ? " class=\"note\"" : "", spelled(part(stage.in, line.in)),
                    result_cell(stage, line), line.row != nullptr ? row_cell(*line.row) : "");
  }
  return out + "</tbody></table></div>\n";
}

std::string section(const Trace &trace) {
  std::string out = fmt::format("<h2>{}</h2>\n", spelled(trace.in));
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    const StageTrace &stage = trace.stages[i];
    out += fmt::format("<h3>{}. {} of {}{}</h3>\n<p>{}</p>\n", i + 1, escaped(stage.stage.kind),
                       plain(stage.stage.set), direction_of(stage),
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
