#include "trace.h"

#include <optional>
#include <string>

#include "arnorm/trace.h"
#include "records.h"
#include "str_index.h"
#include "text.h"
#include "unlocked.h"

namespace arnorm::python {
namespace {

py::object type(const char *name) { return py::module_::import("arnorm._types").attr(name); }

// A text of a stage as an object of the kind that was given, and ranges in it.
class StageText {
public:
  StageText(const Text &text, const std::string &utf8) : object_(text.changed(utf8)) {
    if (text.is_str()) {
      index_.emplace(utf8);
    }
  }

  const py::object &object() const { return object_; }
  py::object range(Range bytes) const {
    Range own = index_ ? index_->from_bytes(bytes) : bytes;
    return type("Range")(own.begin, own.end);
  }

private:
  py::object object_;
  std::optional<StrIndex> index_;
};

py::object to_python(const TracedRow &row) {
  return type("TracedRow")(name_to_str(row.file), row.line, row.column, to_str(row.text),
                           to_str(row.note), row.turned);
}

py::object to_python(const StageTrace &stage, const Text &text) {
  StageText in(text, stage.in);
  StageText out(text, stage.out);
  py::list rows;
  for (const TracedRow &row : stage.rows) {
    rows.append(to_python(row));
  }
  py::list edits;
  for (const TraceEdit &edit : stage.edits) {
    edits.append(type("TraceEdit")(in.range(edit.in), out.range(edit.out),
                                   edit.row ? py::object(rows[*edit.row]) : py::none()));
  }
  py::list near;
  for (const NearRow &row : stage.near) {
    near.append(type("NearRow")(in.range(row.in), rows[row.row],
                                row.context == NearRow::Context::after ? "after" : "before",
                                to_str(row.wanted), in.range(row.seen)));
  }
  return type("StageTrace")(to_str(stage.stage.set), to_str(stage.stage.kind),
                            stage.stage.direction == Direction::forward ? "forward" : "reverse",
                            in.object(), out.object(), py::tuple(edits), py::tuple(near));
}

} // namespace

py::object trace(const PyChain &chain, py::handle object, bool near, Invalid invalid) {
  Text text = Text::of(object);
  Trace result;
  {
    Unlocked unlocked;
    Buffer buffer;
    result = chain.chain().trace(text.utf8(invalid, buffer), {.near = near, .invalid = invalid});
  }
  if (result.tally.stopped) {
    text.raise_malformed(result.tally, "");
  }
  py::list stages;
  for (const StageTrace &stage : result.stages) {
    stages.append(to_python(stage, text));
  }
  return type("Trace")(text.object(), text.changed(result.out), py::tuple(stages));
}

} // namespace arnorm::python
