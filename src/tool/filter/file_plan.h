// Which file becomes which: from the words of the command line to a list.
#pragma once

#include <string>
#include <vector>

#include "tool/settings.h"

namespace arnorm::tool {

struct Job {
  std::string input;  // "-" is standard input
  std::string output; // empty: where everything goes, -o or standard output
};

struct Plan {
  std::vector<Job> jobs;
  bool complete = true; // otherwise something cannot be done, which has been explained
};

// Walks folders under --recursive, in the order of names; only regular files in them are taken, and
// no symbolic links. Makes the folder that -o names and,
// under it, those that are needed.
Plan plan_of(const FilterArguments &arguments);

} // namespace arnorm::tool
