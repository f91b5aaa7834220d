// The messages about files that cannot be used, wherever they are named. `from` is the place that
// names the file; without a source, a program or the command line did.
#pragma once

#include <string>
#include <system_error>

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

// A rule file has too many bytes.
void report_too_large(const std::string &name, const Span &from, Report &report);

// A folder of the search path cannot be read, or what may be a file in it cannot be examined.
void report_unreadable(const std::string &path, std::error_code error, const Span &from,
                       Report &report);

// A rule file names a file that is in none of the folders that it may use.
void report_outside(const Reference &reference, Report &report);

} // namespace arnorm
