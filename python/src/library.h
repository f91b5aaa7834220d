// The functions of the module: what rule sets there are, what is wrong with one, what a code means.
#pragma once

#include <pybind11/pybind11.h>

namespace arnorm::python {

void define_library(pybind11::module_ &module);

} // namespace arnorm::python
