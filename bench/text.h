// Texts to measure on, made here: Arabic-like words with the letter frequencies of running text.
#pragma once

#include <cstddef>
#include <string>

namespace arnorm::bench {

// About `bytes` of text in lines of some eighty characters, the same in every run; with vowel
// marks on most letters or without.
std::string arabic_text(std::size_t bytes, bool vocalized);

} // namespace arnorm::bench
