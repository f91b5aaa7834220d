// Chain.trace: what each stage made of a text, and which rows fired.
#pragma once

#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"
#include "chain.h"

namespace arnorm::python {

// An arnorm.Trace.
py::object trace(const PyChain &chain, py::handle text, bool near, Invalid invalid);

} // namespace arnorm::python
