// docs/diagnostics.md inside the library, for explain_code. src/embed.py writes the definition.
#pragma once

#include "diagnostics/packed_text.h"

namespace arnorm {

PackedText diagnostics_page();

} // namespace arnorm
