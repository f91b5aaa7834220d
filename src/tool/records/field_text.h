// The text of a field, which may contain several lines.
#pragma once

#include <string>
#include <string_view>

#include "tool/text/transform.h"

namespace arnorm::tool {

// Transforms each line of a field as a text of its own, as in a file, and copies the line ends.
void transform_field(std::string_view text, Transform &work, std::string &out, Findings &findings);

// The edits that this makes, as Transform::find_edits.
bool find_field_edits(std::string_view text, Transform &work, Alignment &edits);

} // namespace arnorm::tool
