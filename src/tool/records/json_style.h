// Writes changed JSON strings with the escapes of the original ones.
//
// JSON has several ways to write a character: `/` and `\/`, `ا`, `\u0627`. What a program that
// reads the strings sees is the same, but a comparison of files is not, so a character that does
// not change keeps its bytes.
//
// Programs write all of their strings in one way, so the result is encoded in this way, too. Only a
// string with a mixture of ways is put together from parts, with the edits of the text:
//
//     original  "\u0628 a\/b /"       the chain makes `b` of U+0628
//     result    "b a\/b /"            only the first escape is gone
#pragma once

#include <string>
#include <string_view>

#include "arnorm/alignment.h"
#include "characters/json_text.h"

namespace arnorm::tool {

struct JsonStyle {
  JsonForm form;
  bool is_uniform = true; // encoding the text in this form yields the same bytes
};

// The way in which a string, given without its quotes, writes its text. The string is well-formed
// UTF-8.
JsonStyle json_style_of(std::string_view raw);

// A string with quotes for `result`. The edits from `text`, the value of `raw`, to the result say
// which characters are the same. They may be coarse: what an edit has in common at both ends of its
// two texts is kept as well.
std::string spliced_json_string(std::string_view raw, std::string_view text,
                                std::string_view result, const Alignment &edits, JsonForm form);

} // namespace arnorm::tool
