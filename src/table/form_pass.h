// Brings text into a normalization form (Unicode Standard Annex #15).
//
// ICU does the work (icu::Normalizer2, with the data that its transliterators use). This part
// decides where to cut the text: between two characters that cannot affect each other, and after
// 1,024 combining marks in a row.
#pragma once

#include "rules/rule_set.h"
#include "table/pass.h"

namespace arnorm {

std::unique_ptr<TextState> make_form_state(Form form);

// Facts about a character and a form, from ICU's data.
struct FormFacts {
  bool boundary; // it and the characters before it never affect each other
  bool stays;    // quick check says yes: kept if it is alone, composes with nothing before it
  bool is_mark;  // its decomposition begins with a mark, so it continues a run of marks
};
FormFacts form_facts(Form form, char32_t c);

// Whether nothing after a character affects it.
bool form_boundary_after(Form form, char32_t c);

// Canonical combining class (Unicode Standard, D107), and that of the last character of the
// canonical decomposition.
int icu_combining_class(char32_t c);
int icu_trailing_class(char32_t c);

// The first character of the decomposition that a form begins with, even if it composes afterwards.
char32_t first_decomposed(Form form, char32_t c);

// What a character decomposes to in NFD, or for NFKC and NFKD in NFKD; itself where it does not.
std::u32string decomposition(Form form, char32_t c);

// What two characters compose to in NFC, or 0.
char32_t composite(char32_t a, char32_t b);

} // namespace arnorm
