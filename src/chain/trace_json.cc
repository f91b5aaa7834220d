// Traces as JSON; see to_json in trace.h for the form.
#include <fmt/format.h>

#include "arnorm/trace.h"
#include "characters/json_text.h"

namespace arnorm {
namespace {

std::string json_of(Range range) { return fmt::format("[{}, {}]", range.begin, range.end); }

std::string place_of(const TracedRow &row) {
  return json_string(fmt::format("{}:{}", row.file, row.line));
}

std::string json_of(const TraceEdit &edit, const std::vector<TracedRow> &rows) {
  std::string json = fmt::format(R"({{"in": {}, "out": {})", json_of(edit.in), json_of(edit.out));
  if (edit.row) {
    const TracedRow &row = rows[*edit.row];
    json += R"(, "row": )" + place_of(row);
    json += row.note.empty() ? "" : R"(, "note": )" + json_string(row.note);
  }
  return json + "}";
}

std::string json_of(const NearRow &near, const std::vector<TracedRow> &rows) {
  return fmt::format(R"({{"in": {}, "row": {}, "context": "{}", "wanted": {}, "seen": {}}})",
                     json_of(near.in), place_of(rows[near.row]),
                     near.context == NearRow::Context::after ? "after" : "before",
                     json_string(near.wanted), json_of(near.seen));
}

template <class All, class Write> std::string json_array(const All &all, Write write) {
  std::string json;
  for (const auto &each : all) {
    json += (json.empty() ? "" : ", ") + write(each);
  }
  return "[" + json + "]";
}

std::string json_of(const StageTrace &stage, std::size_t number) {
  std::string json = fmt::format(
      R"({{"stage": {}, "set": {}, "kind": {}, "direction": "{}", "in": {}, "out": {}, "edits": {})",
      number, json_string(stage.stage.set), json_string(stage.stage.kind),
      stage.stage.direction == Direction::forward ? "forward" : "reverse", json_string(stage.in),
      json_string(stage.out),
      json_array(stage.edits, [&](const TraceEdit &edit) { return json_of(edit, stage.rows); }));
  if (!stage.near.empty()) {
    json += R"(, "near": )" +
            json_array(stage.near, [&](const NearRow &near) { return json_of(near, stage.rows); });
  }
  return json + "}";
}

} // namespace

std::string to_json(const Trace &trace) {
  std::size_t number = 0;
  return fmt::format(
      R"({{"in": {}, "out": {}, "stages": {}}})", json_string(trace.in), json_string(trace.out),
      json_array(trace.stages, [&](const StageTrace &stage) { return json_of(stage, ++number); }));
}

} // namespace arnorm
