// The extension module arnorm._arnorm, which arnorm/__init__.py shows as arnorm.
#include <pybind11/pybind11.h>

#include "arnorm/arnorm.h"
#include "chain.h"
#include "library.h"

PYBIND11_MODULE(_arnorm, module) {
  // The documentation says them, as arnorm/_arnorm.pyi does.
  pybind11::options options;
  options.disable_function_signatures();
  arnorm::python::define_chain(module);
  arnorm::python::define_library(module);
  module.attr("__version__") = arnorm::version();
}
