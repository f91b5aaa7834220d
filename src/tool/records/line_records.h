// Records that consist entirely of text: lines, or NUL-terminated texts.
#pragma once

#include "tool/records/records.h"

namespace arnorm::tool {

// `end` is '\n' or '\0'; a carriage return before '\n' is part of the end. `compare` counts the
// lines that change. It is slower, because each line is then transformed by itself.
std::unique_ptr<Records> make_line_records(char end, bool compare);

} // namespace arnorm::tool
