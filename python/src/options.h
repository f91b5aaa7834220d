// Arguments of Python as arnorm's options. They need the interpreter's lock, and throw ValueError
// or TypeError in words of their own.
#pragma once

#include <string_view>

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"

namespace arnorm::python {

namespace py = pybind11;

// What a user may give besides a name; those that are absent keep their default.
struct OptionArguments {
  bool reverse = false;
  py::object engine;
  py::object files;
  py::object path;
  py::object texts;
};

Options to_options(const OptionArguments &arguments);

// Those that differ from the default, as keyword arguments that build the same chain. `options` are
// what was made of them, since an iterator can be read only once.
py::dict to_keywords(const OptionArguments &arguments, const Options &options);

// "keep", "replace" or "error"; a null handle is "keep".
Invalid to_invalid(py::handle word);

// A rule set as a str or a path-like object.
std::string to_name(py::handle name);

} // namespace arnorm::python
