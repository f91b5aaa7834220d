#include "tool/report/coverage.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/check_json.h"
#include "tool/report/styled_text.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_shown = 100; // characters of a row

std::size_t line_of(const CoveredRow &row) { return row.place.source->line_of(row.place.begin); }

bool is_letter(const CoveredRow &row) { return row.place.begin != row.whole.begin; }

// A row on one line, shortened.
std::string shown(const Span &span, const StyledText &style) {
  std::u32string text = to_utf32(written(span));
  std::replace(text.begin(), text.end(), U'\t', U' ');
  bool cut = text.size() > max_shown;
  return style.shown(to_utf8(text.substr(0, max_shown)) + (cut ? "..." : ""));
}

// "ث (U+062B THEH) of { letters = ... }"
std::string words_of(const CoveredRow &row, const StyledText &style) {
  std::string whole = shown(row.whole, style);
  if (!is_letter(row)) {
    return whole;
  }
  return fmt::format("{} of {}", style.spelled(written(row.place)), whole);
}

std::string summary(const std::string &name, std::span<const CoveredRow> rows) {
  auto fired =
      std::count_if(rows.begin(), rows.end(), [](const auto &row) { return row.hits > 0; });
  auto excused = std::count_if(rows.begin(), rows.end(), [](const auto &row) {
    return row.hits == 0 && !row.untested.empty();
  });
  if (rows.empty()) {
    return fmt::format("{}: no rows of its own\n", name);
  }
  std::string out = fmt::format("{}: its tests fire {} of {} rows", name, fired, rows.size());
  return out + (excused == 0
                    ? "\n"
                    : fmt::format("; {} {} why not\n", excused, excused == 1 ? "says" : "say"));
}

// The file of a record, so that an editor finds it from any folder.
std::string path_of(const Source &source) {
  std::error_code error;
  std::filesystem::path whole = std::filesystem::absolute(source.name(), error);
  bool file = source.home().origin == Origin::file && !error;
  return file ? whole.lexically_normal().string() : source.name();
}

using ByLine = std::map<std::size_t, std::vector<const CoveredRow *>>;

std::string lcov_line(std::size_t line, const std::vector<const CoveredRow *> &rows) {
  std::uint64_t hits = 0;
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hits += rows[i]->hits;
    out += rows.size() == 1 ? "" : fmt::format("BRDA:{},0,{},{}\n", line, i, rows[i]->hits);
  }
  return out + fmt::format("DA:{},{}\n", line, hits);
}

std::string lcov_record(const std::string &name, const Source &source, const ByLine &lines) {
  std::string out = fmt::format("TN:{}\nSF:{}\n", name, path_of(source));
  std::size_t hit = 0;
  std::size_t branches = 0;
  std::size_t branches_hit = 0;
  for (const auto &[line, rows] : lines) {
    out += lcov_line(line, rows);
    auto fired = static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [](const CoveredRow *row) { return row->hits > 0; }));
    hit += fired > 0;
    branches += rows.size() > 1 ? rows.size() : 0;
    branches_hit += rows.size() > 1 ? fired : 0;
  }
  out += branches == 0 ? "" : fmt::format("BRF:{}\nBRH:{}\n", branches, branches_hit);
  return out + fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), hit);
}

std::string row_json(const CoveredRow &row) {
  const Source &source = *row.place.source;
  std::string out =
      fmt::format(R"({{"file": {}, "line": {}, "column": {}, "text": {}, "hits": {})",
                  json_string(source.name()), line_of(row), source.column_of(row.place.begin),
                  json_string(written(row.place)), row.hits);
  return out + (row.untested.empty()
                    ? "}"
                    : fmt::format(R"(, "untested": {}}})", json_string(row.untested)));
}

} // namespace

std::string coverage_text(const std::string &name, std::span<const CoveredRow> rows,
                          const RenderOptions &options) {
  StyledText style(options);
  std::string out = summary(name, rows);
  for (const CoveredRow &row : rows) {
    if (row.is_missed()) {
      std::string place =
          fmt::format("{}:{}", sanitize_for_terminal(row.place.source->name()), line_of(row));
      out += fmt::format("{}: {}\n", style.place(place), words_of(row, style));
    }
  }
  return out;
}

std::string coverage_lcov(const std::string &name, std::span<const CoveredRow> rows) {
  std::vector<const Source *> sources; // in the order of the rows
  std::map<const Source *, ByLine> lines;
  for (const CoveredRow &row : rows) {
    const Source *source = row.place.source.get();
    if (sources.empty() || sources.back() != source) {
      sources.push_back(source);
    }
    if (row.hits > 0 || row.untested.empty()) {
      lines[source][line_of(row)].push_back(&row);
    }
  }
  std::string out;
  for (const Source *source : sources) {
    out += lcov_record(name, *source, lines[source]);
  }
  return out;
}

std::string test_json(const std::string &name, const TestCounts &counts,
                      std::span<const Diagnostic> diagnostics,
                      const std::vector<CoveredRow> *rows) {
  std::string out = fmt::format(
      R"({{"name": {}, "passed": {}, "failed": {}, "expected_failures": {}, "diagnostics": {})",
      json_string(name), counts.passed, counts.failed, counts.expected_failures,
      diagnostics_json(diagnostics));
  if (rows != nullptr) {
    out += ", \"rows\": [";
    for (const CoveredRow &row : *rows) {
      out += (&row == rows->data() ? "" : ", ") + row_json(row);
    }
    out += "]";
  }
  return out + "}\n";
}

} // namespace arnorm::tool
