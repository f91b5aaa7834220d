#include "characters/case_mapping.h"

#include <iterator>

#include <unicode/casemap.h>
#include <unicode/stringoptions.h>
#include <unicode/utf16.h>

#include "characters/set_syntax.h"

namespace arnorm {
namespace {

constexpr std::int32_t max_mapped = 16; // UTF-16 units; Unicode has at most three code points

// Every character that some mapping changes.
const CodePointSet &cased() {
  static const CodePointSet set =
      parse_set("[\\p{CWL}\\p{CWU}\\p{CWT}\\p{CWCF}\\p{Cased}]", NamedSets{}).set;
  return set;
}

std::int32_t run(CaseMapping mapping, bool turkic, const char16_t *text, std::int32_t length,
                 char16_t *out, UErrorCode &status) {
  const char *locale = turkic ? "tr" : "";
  switch (mapping) {
  case CaseMapping::lower:
    return icu::CaseMap::toLower(locale, 0, text, length, out, max_mapped, nullptr, status);
  case CaseMapping::upper:
    return icu::CaseMap::toUpper(locale, 0, text, length, out, max_mapped, nullptr, status);
  case CaseMapping::title: // the text is one word, so that ICU needs no rules for where words begin
    return icu::CaseMap::toTitle(locale, U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_BREAK_ADJUSTMENT,
                                 nullptr, text, length, out, max_mapped, nullptr, status);
  case CaseMapping::fold:
    break;
  }
  return icu::CaseMap::fold(turkic ? U_FOLD_CASE_EXCLUDE_SPECIAL_I : U_FOLD_CASE_DEFAULT, text,
                            length, out, max_mapped, nullptr, status);
}

} // namespace

std::u32string map_case(char32_t c, CaseMapping mapping, bool turkic) {
  if (!cased().contains(c)) {
    return {c};
  }
  char16_t text[U16_MAX_LENGTH];
  std::int32_t length = 0;
  U16_APPEND_UNSAFE(text, length, static_cast<UChar32>(c));
  char16_t mapped[max_mapped];
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = run(mapping, turkic, text, length, mapped, status);
  std::u32string out;
  for (std::int32_t i = 0; i < size && U_SUCCESS(status);) {
    UChar32 next;
    U16_NEXT_UNSAFE(mapped, i, next);
    out += static_cast<char32_t>(next);
  }
  return out;
}

CodePointSet changed_by_case(const CodePointSet &set, CaseMapping mapping, bool turkic) {
  CodePointSet candidates = cased().intersected(set);
  CodePointSet changed;
  for (auto [first, last] : candidates.ranges()) {
    for (char32_t c = first; c <= last; ++c) {
      if (map_case(c, mapping, turkic) != std::u32string(1, c)) {
        changed.add({c, c});
      }
    }
  }
  return changed;
}

} // namespace arnorm
