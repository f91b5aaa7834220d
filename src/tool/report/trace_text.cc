#include "tool/report/trace_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "tool/report/trace_lines.h"

namespace arnorm::tool {
namespace {

bool is_plain_ascii(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c > ' ' && c < 0x7F; });
}

// Everybody knows the names of Latin letters, and they are long.
std::string named(char32_t c) {
  std::string spelled = spell(c);
  return spelled.find(" LATIN ") != std::string::npos ? hex_name(c) : spelled;
}

// "U+0645 MEEM, U+0650 KASRA"; nothing for what is plain to see.
std::string points(std::string_view text) {
  std::u32string characters = to_utf32(text);
  std::string out;
  for (char32_t c : is_plain_ascii(characters) ? U"" : characters) {
    out += (out.empty() ? "" : ", ") + named(c);
  }
  return out;
}

// A line of the report, in columns.
struct Columns {
  std::string what;  // "م (U+0645 MEEM) -> m"
  std::string place; // "buckwalter.toml:52"
  std::string row;
};

// Columns of a terminal, for letters of the width of one: marks and isolates have none.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    Character next = first_character(text);
    bool shows = next.c < 0x80 ||
                 (combining_class(next.c) == 0 && next.c != U'\u2068' && next.c != U'\u2069');
    columns += next.c == ill_formed ? next.length : shows ? 1 : 0;
    text.remove_prefix(next.length);
  }
  return columns;
}

std::string padded(const std::string &text, std::size_t columns) {
  std::size_t own = width(text);
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
      what = std::max(what, std::min<std::size_t>(width(lines.back().what), max_column));
      place = std::max(place, width(lines.back().place));
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

  // A text beside its code points: "م (U+0645 MEEM)".
  std::string spelled(std::string_view text) const {
    if (text.empty()) {
      return "nothing";
    }
    std::string names = points(text);
    std::string carrier = combining_class(first_character(text).c) != 0 ? "\u25CC" : "";
    return shown(carrier + std::string(text)) + (names.empty() ? "" : fmt::format(" ({})", names));
  }

  // First strong isolate: what is inside takes the direction of its first letter.
  std::string shown(std::string_view text) const {
    std::string clean = sanitize_for_terminal(text);
    return isolate_ ? "\u2068" + clean + "\u2069" : clean;
  }

  const StageTrace &stage_;
  bool isolate_;
};

} // namespace

std::string trace_text(const Trace &trace, std::string_view chain, bool isolate) {
  std::string text = sanitize_for_terminal(trace.in);
  std::string out = fmt::format("{}: {}\n", sanitize_for_terminal(chain),
                                isolate ? "\u2068" + text + "\u2069" : text);
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    out += StageText(trace.stages[i], isolate).text(i + 1);
  }
  return out;
}

} // namespace arnorm::tool
