// Plans which input file is written to which output file.
#pragma once

#include <string>
#include <vector>

#include "tool/settings.h"

namespace arnorm::tool {

struct Job {
  std::string input;  // "-" is standard input
  std::string output; // empty: all jobs share one output, -o or standard output
};

struct Plan {
  std::vector<Job> jobs;
  bool complete = true; // false after an error, which has been reported
};

// With --recursive, walks directories in order of name and includes regular files but no symbolic
// links. Creates the directory of -o and the required subdirectories.
Plan plan_of(const FilterArguments &arguments);

} // namespace arnorm::tool
