// A trace for people, in lines that are readable in both directions of writing:
//
//     buckwalter: مِصر
//     1. form of buckwalter: nothing changes
//     2. table of buckwalter: miSr
//        م (U+0645 MEEM) -> m     buckwalter.toml:56  { from = "م", to = "m" }
//        ◌ِ (U+0650 KASRA) -> i    buckwalter.toml:70  { from = '\u0650', to = "i" }
//
// A row that nearly fired follows at its place, with the context that failed.
#pragma once

#include <string>

#include "arnorm/trace.h"

namespace arnorm::tool {

std::string trace_text(const Trace &trace, std::string_view chain, const RenderOptions &options);

} // namespace arnorm::tool
