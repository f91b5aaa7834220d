// The text of a field, which may contain several lines.
#pragma once

#include <string>
#include <string_view>

#include "tool/text/transform.h"

namespace arnorm::tool {

// Appends what becomes of it. Each line is a text without its end, as in a file; the ends stay.
void transform_field(std::string_view text, Transform &work, std::string &out, Findings &findings);

} // namespace arnorm::tool
