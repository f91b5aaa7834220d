// The class arnorm.Alignment: a text, its result, and which part of one became which of the other.
#pragma once

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"
#include "chain.h"

namespace arnorm::python {

// Chain.align.
py::object align(const PyChain &chain, py::handle text, Invalid invalid);

// Adds the class to the module.
void define_alignment(py::module_ &module);

} // namespace arnorm::python
