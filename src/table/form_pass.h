// A pass that brings text into a normalization form (Unicode Standard Annex #15).
//
// The work is ICU's (icu::Normalizer2, the same data that its transliterators use); what is here
// is where to cut: between two characters that cannot concern each other, and behind a run of
// 1,024 combining marks, which is taken as if it ended there.
#pragma once

#include "rules/rule_set.h"
#include "table/pass.h"

namespace arnorm {

PassPtr make_form_pass(Form form);

// What a form has to do with a character. From ICU's data.
struct FormFacts {
  bool boundary; // whatever stands in front of it is not changed by it, nor it by that
  bool stays;    // quick check says yes: alone it stays as it is, and joins nothing before it
  bool is_mark;  // begins with a mark once it is decomposed, so that it goes on a run of marks
};
FormFacts form_facts(Form form, char32_t c);

// Whether nothing behind a character changes it.
bool form_boundary_after(Form form, char32_t c);

// Canonical combining class (Unicode Standard, D107), and that of the last character of the
// canonical decomposition.
int icu_combining_class(char32_t c);
int icu_trailing_class(char32_t c);

// The first character of the decomposition that a form uses, be it one that composes again.
char32_t first_decomposed(Form form, char32_t c);

// What two characters compose to in NFC, or 0.
char32_t composite(char32_t a, char32_t b);

} // namespace arnorm
