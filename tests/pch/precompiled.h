// What nearly every test includes, compiled once; see src/pch/precompiled.h.
#ifndef ARNORM_TESTS_PRECOMPILED_H // GCC warns of `#pragma once` here
#define ARNORM_TESTS_PRECOMPILED_H

#include "../../src/pch/precompiled.h"

#include <boost/test/unit_test.hpp>

#endif
