// Normalization forms and mark orders that remember where each character came from.
//
//     U+0627 U+064E U+0654 in NFC      U+0623 from 0 and 2, U+064E from 1
//
// As UAX #15 and docs/rule-format.md say, with the data of the passes. Slow beside form_pass.h: for
// the few places that a form changes, where somebody asks for edits.
#pragma once

#include <cstddef>
#include <vector>

#include "alignment/edit_script.h"
#include "characters/normal_form.h"

namespace arnorm {

// A character, and the stretch of the input from the first to the last character that it holds.
struct TracedCharacter {
  char32_t c;
  std::size_t first;
  std::size_t last;
};
using TracedText = std::vector<TracedCharacter>;

void trace_form(Form form, TracedText &text);
void trace_marks(MarkOrder order, TracedText &text);

// The smallest stretches that changed: neighbours that exchange or join characters are one.
void append_script(std::u32string_view input, const TracedText &text, EditScript &script);

} // namespace arnorm
