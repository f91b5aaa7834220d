// Records that consist entirely of text: lines, or NUL-terminated texts.
#pragma once

#include "tool/records/records.h"

namespace arnorm::tool {

// `end` is '\n' or '\0'; a carriage return before '\n' is part of the end. `compare`: lines that
// change are counted, which takes them one by one.
std::unique_ptr<Records> make_line_records(char end, bool compare);

} // namespace arnorm::tool
