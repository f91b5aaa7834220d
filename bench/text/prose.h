// The prose that was written for this project, and the orders of its marks.
#pragma once

#include <string>
#include <string_view>

namespace arnorm::bench {

// The vocalized prose of tests/data/text, a paragraph on each line, with shadda before its vowel.
const std::string &prose();

// The marks in the order of keyboards (shadda, fatha) and of NFC (fatha, shadda). For letters with
// at most these two marks.
std::string shadda_first(std::string_view text);
std::string vowel_first(std::string_view text);

// The text without vowel signs and shadda.
std::string without_marks(std::string_view text);

} // namespace arnorm::bench
