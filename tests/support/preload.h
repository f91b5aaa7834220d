// Commands whose system calls fail.
#pragma once

#include <string>

#include "support/shell.h"

namespace arnorm::test {

// A prefix for a command that preloads fault_calls.cc, followed by variables that say what happens
// to which calls. Works with the address sanitizer as well. Empty if nothing can be preloaded.
std::string with_fault_calls(const Shell &shell, const std::string &fault);

// The file that is preloaded.
std::string fault_calls_module();

} // namespace arnorm::test
