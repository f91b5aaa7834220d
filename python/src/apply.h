// Texts through a chain: one, or many in threads.
#pragma once

#include "chain.h"

namespace arnorm::python {

// Chain.__call__, as CPython calls it: pybind11 would look up the types of the arguments first,
// which takes longer than a short text.
PyObject *call_chain(PyObject *self, PyObject *arguments, PyObject *keywords);

// Chain.apply. The interpreter's lock is free while the chain runs; Python's signals are handled
// every few megabytes. `threads` 0 is one for each processor.
py::list apply_all(const PyChain &chain, py::handle texts, int threads, Invalid invalid);

} // namespace arnorm::python
