// Texts as messages show them: letters beside their code points, and right-to-left pieces isolated.
#pragma once

#include <string>
#include <string_view>

namespace arnorm {

// A text beside its code points: "ة (U+0629 TEH MARBUTA)", "ab", "nothing". A mark at its beginning
// is on a dotted circle. Latin letters have no names, and ASCII letters not even code points.
std::string with_code_points(std::u32string_view text);

// The two parts of this: the text on its carrier, and the code points, which may be empty.
std::string on_carrier(std::string_view utf8);
std::string code_points_beside(std::u32string_view text);

// A text in a first strong isolate, which takes the direction of its first letter.
std::string isolated(std::string_view utf8);

// Isolates each piece of a text that runs from right to left: right-to-left letters, and what
// stands between them apart from left-to-right letters. Without this, a terminal would reorder all
// pieces of a line, "ab ثت: 12" for example.
std::string isolate_right_to_left(std::string_view utf8);

} // namespace arnorm
