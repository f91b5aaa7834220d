// Diagnostics as workflow commands of GitHub Actions, which show them beside the lines of a change:
//
//     ::error file=mine.toml,line=7,col=3,endColumn=9,title=AR0203::this row can never match%0A...
#pragma once

#include <span>
#include <string>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

// One line for each diagnostic. Those without a place have no file.
std::string check_github(std::span<const Diagnostic> diagnostics);

} // namespace arnorm::tool
