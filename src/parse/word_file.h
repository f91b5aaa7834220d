// Reads a file of words: one word a line, `from TAB to` or `from TAB to TAB note`.
//
// Knows neither where the file was found nor which stage names it.
#pragma once

#include <memory>

#include "diagnostics/report.h"
#include "rules/word_index.h"
#include "rules/word_list.h"

namespace arnorm {

// The maximum size of a file of words in bytes.
inline constexpr std::size_t max_word_bytes = 32u << 20;

// A list, and where its words are. Both are null after an error.
struct IndexedWords {
  std::shared_ptr<const WordList> list;
  std::shared_ptr<const WordIndex> index;
};

// Reports AR0141 to AR0149, `at` the place that names the file where none in the file is meant.
IndexedWords read_words(std::shared_ptr<const Source> file, const Span &at, Report &report);

} // namespace arnorm
