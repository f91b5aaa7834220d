// Diagnostics, sets and stages as the classes of arnorm/_types.py, and exceptions made of them.
//
// All of it needs the interpreter's lock.
#pragma once

#include <vector>

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"
#include "arnorm/rules.h"

namespace arnorm::python {

namespace py = pybind11;

py::tuple to_python(const std::vector<Diagnostic> &diagnostics);
py::object to_python(const SetInfo &set);
py::object to_python(const ListedSet &set);
py::object to_python(const StageInfo &stage);
py::object to_python(const Scripts &scripts);
py::object to_python(const Reach &reach);
const char *to_word(Direction direction);

// Throws arnorm.Error with all of the diagnostics.
[[noreturn]] void raise(const std::vector<Diagnostic> &diagnostics);

// Warns of each as an arnorm.RuleWarning; throws where a filter of Python's makes it an error.
void warn(const std::vector<Diagnostic> &diagnostics);

} // namespace arnorm::python
