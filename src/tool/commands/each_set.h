// Runs a command for each of the rule sets that it is given: `arnorm check` and `arnorm test`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "tool/settings.h"

namespace arnorm::tool {

// Returns the summary of a set.
using OneSet = std::function<std::string(const RuleSetPtr &, RuleLibrary &, Report &)>;

// Prints the summary and the diagnostics of a set. Returns false after an error.
using Printed = std::function<bool(const std::string &, const std::vector<Diagnostic> &)>;

// The diagnostics, then the summary.
bool print_lines(const std::string &summary, const std::vector<Diagnostic> &found);

// Runs `one` for each rule set named, and prints its diagnostics and its summary. A set that cannot
// be read has an empty summary. Adds the files that were read to `files`, if it is given. Returns
// the exit status.
int for_each_set(const CommandArguments &arguments, const OneSet &one,
                 const Printed &print_set = print_lines, std::vector<std::string> *files = nullptr);

} // namespace arnorm::tool
