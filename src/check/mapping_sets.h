// The built-in sets that map a letter, for those who have used one that does not.
//
// An example. `ala-lc` has no row for U+0691 RREH, which Urdu has. A set between the same scripts
// with a row { from = "ڑ", to = "ṛ" } maps it. Reads the files of sets until it has found enough,
// which takes a tenth of a second for all of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

// Sets with these scripts of which a row, of their own or of a set that they use, replaces the
// letter alone by text of another script: the first `max` of them by name.
std::vector<std::string> sets_that_map(char32_t letter, const Scripts &scripts,
                                       std::size_t max = SIZE_MAX);

} // namespace arnorm
