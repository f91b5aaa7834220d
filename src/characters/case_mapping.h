// Upper, lower and title case of single characters, and case folding.
//
// The full mappings of the Unicode Standard (SpecialCasing.txt, CaseFolding.txt): U+00DF becomes
// `SS` in upper case and `Ss` in title case. Mappings that depend on neighbours are left out, such
// as that of a final sigma. Does not know what a word is.
#pragma once

#include <array>
#include <string>

#include "characters/code_point_set.h"

namespace arnorm {

enum class CaseMapping { lower, upper, title, fold };

// The names of these in rule files, in the order of the enumeration.
inline const std::array<std::string, 4> case_names{"lower", "upper", "title", "fold"};

// What becomes of a character. `turkic` asks for the mappings of Turkish and Azerbaijani, which
// have a dotless i (SpecialCasing.txt, tr and az; CaseFolding.txt, status T).
std::u32string map_case(char32_t c, CaseMapping mapping, bool turkic);

// The characters of a set that the mapping changes.
CodePointSet changed_by_case(const CodePointSet &set, CaseMapping mapping, bool turkic);

} // namespace arnorm
