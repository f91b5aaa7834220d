// What a chain did to a text: stage by stage the text, which row took what, and what it wrote.
//
//     arnorm::Trace trace = chain->trace("الشمس");
//     for (const arnorm::StageTrace &stage : trace.stages) {
//       for (const arnorm::TraceEdit &edit : stage.edits) {
//         if (edit.row) { ... stage.rows[*edit.row].place.line ... }
//       }
//     }
//
// For people and for tests: every stage runs by itself, on its own, so that it takes many times as
// long as Chain::apply. The result is the same.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"

namespace arnorm {

// A row of a table that fired or nearly did.
struct TracedRow {
  std::string file; // as in Place::file
  std::size_t line = 0;
  std::size_t column = 0;
  std::string text;    // as the file writes it: { from = "ب", to = "b" }
  std::string note;    // its `note`, if it has one
  bool turned = false; // it runs backwards: its `to` was matched and its `from` written
};

// These bytes of the stage's input became these bytes of its output. In a table that is one match
// of one row, which may write what it took; the two texts of other stages differ.
struct TraceEdit {
  Range in;
  Range out;
  std::optional<std::size_t> row; // in StageTrace::rows; none in a stage without rows, or on ICU
};

// A row whose `from` matched where no context of it did.
struct NearRow {
  enum class Context { after, before };

  Range in;            // what `from` matched
  std::size_t row = 0; // in StageTrace::rows
  Context context = Context::before;
  std::string wanted; // the context as the file writes it
  // The character that the context did not allow; an empty range at the edge of the text. Of
  // several contexts the one that came furthest counts.
  Range seen;
};

struct StageTrace {
  StageInfo stage;
  std::string in;
  std::string out;
  std::vector<TraceEdit> edits; // in order
  std::vector<NearRow> near;    // likewise; only where they were asked for
  std::vector<TracedRow> rows;  // those that the others name
};

struct TraceOptions {
  bool near = false; // also tell of rows that nearly fired, which takes much longer
  Invalid invalid = Invalid::keep;
};

// Without stages where Invalid::error met a malformed byte.
struct Trace {
  std::string in;
  std::string out;
  Tally tally;
  std::vector<StageTrace> stages;
};

// A trace as one line of JSON. An object may get more keys in later versions.
//
//     {"in": "…", "out": "…", "stages": [{"stage": 1, "set": "…", "kind": "table",
//      "direction": "forward", "in": "…", "out": "…",
//      "edits": [{"in": [0, 2], "out": [0, 1], "row": "file:line", "note": "…"}, …],
//      "near": [{"in": [0, 2], "row": "file:line", "context": "before", "wanted": "…",
//                "seen": [2, 4]}, …]}, …]}
//
// Offsets are bytes of the stage's texts. JSON holds no malformed bytes: each ill-formed sequence
// is written as U+FFFD, and offsets are those of the bytes all the same.
ARNORM_EXPORT std::string to_json(const Trace &trace);

} // namespace arnorm
