#include "records.h"

#include "text.h"

namespace arnorm::python {
namespace {

py::object type(const char *name) { return py::module_::import("arnorm._types").attr(name); }

// Without the line feed at the end.
std::string render_plain(std::span<const Diagnostic> diagnostics) {
  std::string text = render(diagnostics);
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return text;
}

py::object to_python(const std::optional<Place> &place) {
  if (!place) {
    return py::none();
  }
  return type("Place")(py::arg("file") = name_to_str(place->file), py::arg("line") = place->line,
                       py::arg("column") = place->column, py::arg("length") = place->length,
                       py::arg("offset") = place->offset, py::arg("bytes") = place->bytes,
                       py::arg("text") = name_to_str(place->text),
                       py::arg("label") = name_to_str(place->label));
}

py::object to_python(const Diagnostic &diagnostic) {
  py::tuple notes(diagnostic.notes.size());
  for (std::size_t i = 0; i < diagnostic.notes.size(); ++i) {
    notes[i] = name_to_str(diagnostic.notes[i]);
  }
  return type("Diagnostic")(
      py::arg("code") = to_string(diagnostic.code),
      py::arg("severity") = diagnostic.severity == Severity::error ? "error" : "warning",
      py::arg("message") = name_to_str(diagnostic.message),
      py::arg("place") = to_python(diagnostic.place),
      py::arg("second") = to_python(diagnostic.second), py::arg("notes") = notes,
      py::arg("help") = name_to_str(diagnostic.help),
      py::arg("rendered") = name_to_str(render_plain({&diagnostic, 1})));
}

const char *to_word(Origin origin) {
  switch (origin) {
  case Origin::built_in:
    return "built-in";
  case Origin::text:
    return "text";
  default:
    return "file";
  }
}

} // namespace

const char *to_word(Direction direction) {
  return direction == Direction::forward ? "forward" : "reverse";
}

py::tuple to_python(const std::vector<Diagnostic> &diagnostics) {
  py::tuple out(diagnostics.size());
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    out[i] = to_python(diagnostics[i]);
  }
  return out;
}

py::object to_python(const Scripts &scripts) {
  return type("Scripts")(name_to_str(scripts.from), name_to_str(scripts.to));
}

py::object to_python(const Reach &reach) {
  return type("Reach")(reach.behind, reach.ahead, reach.bounded);
}

namespace {

// The fields by their names.
py::dict fields_of(const SetInfo &set) {
  return py::dict(
      py::arg("name") = name_to_str(set.name), py::arg("title") = name_to_str(set.title),
      py::arg("source") = name_to_str(set.source), py::arg("file") = name_to_str(set.file),
      py::arg("origin") = to_word(set.origin), py::arg("replaces_built_in") = set.replaces_built_in,
      py::arg("scripts") = python::to_python(set.scripts), py::arg("reversible") = set.reversible,
      py::arg("idempotent") = set.idempotent, py::arg("rows") = set.rows);
}

} // namespace

py::object to_python(const SetInfo &set) { return type("SetInfo")(**fields_of(set)); }

py::object to_python(const ListedSet &set) {
  return type("ListedSet")(**fields_of(set), py::arg("runs_backwards") = set.runs_backwards,
                           py::arg("needs_icu") = set.needs_icu);
}

py::object to_python(const StageInfo &stage) {
  return type("StageInfo")(py::arg("kind") = name_to_str(stage.kind),
                           py::arg("set") = name_to_str(stage.set),
                           py::arg("direction") = to_word(stage.direction),
                           py::arg("engine") = stage.engine == Engine::icu ? "icu" : "table");
}

void raise(const std::vector<Diagnostic> &diagnostics) {
  py::object kind = type("Error");
  py::object error = kind(name_to_str(render_plain(diagnostics)), to_python(diagnostics));
  PyErr_SetObject(kind.ptr(), error.ptr());
  throw py::error_already_set();
}

void warn(const std::vector<Diagnostic> &diagnostics) {
  for (const Diagnostic &diagnostic : diagnostics) {
    py::object warning = type("RuleWarning")(to_python(diagnostic));
    // A function of C has no frame, so the first level is the line that called it.
    py::module_::import("warnings").attr("warn")(warning, py::arg("stacklevel") = 1);
  }
}

} // namespace arnorm::python
