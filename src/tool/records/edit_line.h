// A text, what became of it and its edits, as one line of JSON.
//
//     {"in": "مِصر", "out": "miSr", "edits": [[0, 2, 0, 1], [2, 4, 1, 2], ...]}
//
// JSON holds no malformed bytes: each ill-formed sequence is U+FFFD in "in" and "out". Offsets in
// bytes are those of the texts themselves; offsets in other units are those of the strings.
#pragma once

#include <string>
#include <string_view>

#include "arnorm/alignment.h"
#include "tool/settings.h"

namespace arnorm::tool {

// Both texts begin where the alignment begins, and offsets are counted from there. `more`: this is
// a part of a text, and not the last.
void append_edit_line(std::string &line, std::string_view in, std::string_view out,
                      const Alignment &edits, OffsetUnit unit, bool more);

} // namespace arnorm::tool
