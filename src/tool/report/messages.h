// Messages for standard error about the findings in a file.
#pragma once

#include <string>
#include <vector>

#include "tool/settings.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// What stopped the run: "malformed UTF-8 in line 3, byte offset 17: 0xFF".
std::string stop_sentence(const Findings::Stop &stop);

// One message for each kind of problem that was copied, replaced or deleted.
std::vector<std::string> sentences(const Findings &findings, const FilterArguments &arguments);

} // namespace arnorm::tool
