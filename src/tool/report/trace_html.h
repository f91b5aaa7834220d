// Traces as an HTML page: a section for each text, a table for each stage.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arnorm/trace.h"

namespace arnorm::tool {

std::string trace_page(const std::vector<Trace> &traces, std::string_view chain);

} // namespace arnorm::tool
