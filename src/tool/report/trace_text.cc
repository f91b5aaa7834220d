#include "tool/report/trace_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

std::string_view part(const std::string &text, Range range) {
  return std::string_view(text).substr(range.begin, range.end - range.begin);
}

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

// A line about a change or about a row that nearly fired, in columns.
struct TraceLine {
  std::size_t at;    // in the input of the stage, to sort by
  std::string what;  // "U+0645 MEEM -> U+006D m"
  std::string place; // "buckwalter.toml:52"
  std::string row;
};

class StageText {
public:
  StageText(const StageTrace &stage, bool isolate) : stage_(stage), isolate_(isolate) {}

  std::string text(std::size_t number) const {
    const StageInfo &info = stage_.stage;
    std::string out = fmt::format("{}. {} of {}{}: {}\n", number, info.kind, info.set,
                                  info.direction == Direction::reverse ? ", backwards" : "",
                                  stage_.in == stage_.out ? "nothing changes" : shown(stage_.out));
    std::vector<TraceLine> lines = all_lines();
    std::size_t what = 0;
    std::size_t place = 0;
    for (const TraceLine &line : lines) {
      what = std::max(what, std::min<std::size_t>(count_code_points(line.what), max_column));
      place = std::max(place, count_code_points(line.place));
    }
    for (const TraceLine &line : lines) {
      std::string full =
          fmt::format("   {:<{}}  {:<{}}  {}", line.what, what, line.place, place, line.row);
      full.erase(full.find_last_not_of(' ') + 1);
      out += full + '\n';
    }
    return out;
  }

private:
  static constexpr std::size_t max_column = 60;

  std::vector<TraceLine> all_lines() const {
    std::vector<TraceLine> lines;
    for (const TraceEdit &edit : stage_.edits) {
      lines.push_back(line(edit));
    }
    for (const NearRow &near : stage_.near) {
      lines.push_back(line(near));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TraceLine &a, const TraceLine &b) { return a.at < b.at; });
    return lines;
  }

  TraceLine line(const TraceEdit &edit) const {
    std::string what = fmt::format("{} -> {}", spelled(part(stage_.in, edit.in)),
                                   spelled(part(stage_.out, edit.out)));
    if (!edit.row) {
      return {edit.in.begin, std::move(what), "", ""};
    }
    const TracedRow &row = stage_.rows[*edit.row];
    return {edit.in.begin, std::move(what), place(row), written(row)};
  }

  TraceLine line(const NearRow &near) const {
    const TracedRow &row = stage_.rows[near.row];
    bool after = near.context == NearRow::Context::after;
    std::string_view seen = part(stage_.in, near.seen);
    std::string what = fmt::format("{} not: {} {} saw {}", spelled(part(stage_.in, near.in)),
                                   after ? "after" : "before", shown(near.wanted),
                                   seen.empty() ? "the edge of the text" : spelled(seen));
    return {near.in.begin, std::move(what), place(row), written(row)};
  }

  static std::string place(const TracedRow &row) {
    return sanitize_for_terminal(
        fmt::format("{}:{}", row.file.substr(row.file.rfind('/') + 1), row.line));
  }

  std::string written(const TracedRow &row) const {
    std::string text = shown(row.text) + (row.turned ? " backwards" : "");
    return text + (row.note.empty() || row.text.find("note") != std::string::npos
                       ? ""
                       : "  " + sanitize_for_terminal(row.note));
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
  std::string out = fmt::format("{}: {}\n", chain, isolate ? "\u2068" + text + "\u2069" : text);
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    out += StageText(trace.stages[i], isolate).text(i + 1);
  }
  return out;
}

} // namespace arnorm::tool
