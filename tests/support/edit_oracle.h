// What edits a chain makes, word for word from docs/library.md, slow and obvious.
//
// Finds the edits of each stage from the definition of oracle.h and composes them. Its Unicode data
// are utf8proc's.
#pragma once

#include <string>
#include <vector>

#include "arnorm/alignment.h"
#include "rules/step.h"

namespace arnorm::test {

// The edits of all steps on well-formed or malformed UTF-8, under Invalid::keep.
std::vector<Edit> interpret_edits(const std::vector<Step> &steps, const std::string &text);

} // namespace arnorm::test
