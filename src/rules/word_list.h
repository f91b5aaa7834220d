// The words of a `words` stage: a lexicon in a file beside the rule file.
//
// An example, with TAB written as `|`:
//
//   # names            a comment
//   عبد الله|ʿAbdallāh
//   عبد|ʿabd|a servant
//
// The file is kept as it is, and nothing is kept for each line: a lexicon may have a million of
// them. Lines have been checked by parse/word_file.h. How words are found is in
// rules/word_index.h, and what they mean for a text in stages/words_stage.cc.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "diagnostics/source.h"
#include "rules/step.h"

namespace arnorm {

// A line of a file of words.
struct WordLine {
  std::string_view from;
  std::string_view to;
  std::string_view note;
  std::size_t at = 0;   // of its first byte in the file
  std::size_t size = 0; // without the end of the line

  std::string_view matched(bool turned) const { return turned ? to : from; }
  std::string_view written(bool turned) const { return turned ? from : to; }
};

class WordList {
public:
  explicit WordList(std::shared_ptr<const Source> file, std::size_t size)
      : file_(std::move(file)), size_(size) {}

  const std::shared_ptr<const Source> &file() const { return file_; }
  std::string_view text() const { return file_->text(); }
  std::size_t size() const { return size_; } // the number of words

  // The line that contains a byte of the file.
  WordLine line_at(std::size_t offset) const;
  // What is written for the word that begins at a byte.
  std::string_view written_at(std::size_t word, bool turned) const {
    return turned ? line_at(word).from : column_after(word);
  }
  Span span_of(const WordLine &line) const { return {file_, line.at, line.at + line.size}; }

  // Calls `use` with each word, in the order of the file.
  template <typename Use> void for_each(const Use &use) const {
    for (std::size_t at = 0; at < text().size();) {
      WordLine line = line_from(at);
      if (!line.from.empty()) {
        use(line);
      }
      at = next_line(line);
    }
  }

private:
  std::string_view column_after(std::size_t word) const;
  WordLine line_from(std::size_t begin) const;
  std::size_t next_line(const WordLine &line) const;

  std::shared_ptr<const Source> file_;
  std::size_t size_;
};

// Whether the stage matches the second column: backwards, unless it is written for that direction.
bool is_turned(const Step &step);

// The words as rows of a table, which is what they mean: { from, to, after = "$edge", before =
// "$edge" }.
std::vector<OrientedRow> word_rows(const WordsStage &words, bool turned);

} // namespace arnorm
