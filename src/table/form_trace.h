// Forms and mark orders once more, for edits: which characters came from which.
//
//     U+0627 U+064E U+0654 in NFC      U+0623 from 0 and 2, U+064E from 1: replace 3 by 2
//
// Slower than the passes, and used only where something changes and somebody asks. A text comes in
// pieces; no more of it is held than a long run of marks for each of the stages, and what belongs
// to one edit.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "alignment/edit_script.h"
#include "characters/normal_form.h"

namespace arnorm {

// A character and the characters of the input, [first, last], that it holds a part of.
struct TracedCharacter {
  char32_t c;
  std::size_t first;
  std::size_t last;
  char32_t original; // the character at `first`
};
using TracedText = std::vector<TracedCharacter>;

// A form or a mark order on its way through a text.
class TracedStage {
public:
  virtual ~TracedStage() = default;

  // Appends what is certain; with `last` everything.
  void feed(const TracedText &piece, bool last, TracedText &out);

  // The first character of the input that is held.
  std::size_t first_held() const;

protected:
  // Takes a character, after flushing what it has no influence on.
  virtual void take(const TracedCharacter &next, TracedText &out) = 0;
  virtual TracedText finished(const TracedText &held) const = 0;
  void flush(TracedText &out);
  void count_mark(TracedText &out); // ends a run that has grown too long

  TracedText held_;
  std::size_t marks_ = 0; // in a row at the end
};

// All stages, from input to edits.
class FormTrace {
public:
  explicit FormTrace(const std::vector<Shaping> &shapings);

  // Appends what is certain and what was done to it; with `last` everything.
  void feed(std::u32string_view piece, bool last, std::u32string &out, EditScript &script);

private:
  void close(std::size_t next_input, std::u32string &out, EditScript &script);

  std::vector<std::unique_ptr<TracedStage>> stages_;
  TracedText waiting_;    // output that no edit tells of yet
  std::size_t taken_ = 0; // characters of the input
  std::size_t told_ = 0;  // of those, the ones that edits tell of
};

} // namespace arnorm
