// Texts of vocalized words in sentences without a meaning.
#pragma once

#include <cstddef>
#include <string>

namespace arnorm::bench {

// No word occurs twice.
std::string write_new_words(std::size_t bytes);

// Words occur as often as in language. The text begins with the prose. Each word after that is
// either new or the word of an earlier place, so that frequent words become more frequent (Simon
// 1955), which makes the frequencies of Zipf's law. The share of new words sinks as Heaps' law has
// it: n words are 6.3 n^0.713 different ones. The Quran, 77,000 vocalized words, has 21,000
// different ones; this text has 19,000 then, and 110,000 in 20 MB. The 1,000 most frequent ones
// make up 56 % of the Quran, and 51 % of as much of this text.
std::string write_as_language(std::size_t bytes);

} // namespace arnorm::bench
