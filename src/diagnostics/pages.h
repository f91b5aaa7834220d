// docs/diagnostics.md inside the library, for explain_code. src/embed.py writes the definition.
#pragma once

#include <string_view>

namespace arnorm {

std::string_view diagnostics_page();

} // namespace arnorm
