// What nearly every source of the extension includes, compiled once; see src/pch/precompiled.h.
#ifndef ARNORM_PYTHON_PRECOMPILED_H // GCC warns of `#pragma once` here
#define ARNORM_PYTHON_PRECOMPILED_H

#include "../../../src/pch/precompiled.h"

#include <pybind11/pybind11.h>

#endif
