// What was met in a file, in sentences for standard error.
#pragma once

#include <string>
#include <vector>

#include "tool/settings.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// What stopped the run: "malformed UTF-8 in line 3, byte offset 17: 0xFF".
std::string stop_sentence(const Findings::Stop &stop);

// What was copied, replaced or deleted on the way; one sentence for each kind of trouble.
std::vector<std::string> sentences(const Findings &findings, const FilterArguments &arguments);

} // namespace arnorm::tool
