// The built-in sets that map a letter, for those who have used one that does not.
//
// An example. `ala-lc` has no row for U+0691 RREH, which Urdu has. A set between the same scripts
// with a row { from = "ڑ", to = "ṛ" } maps it. Reads the files of all sets, which takes a tenth of
// a second.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

// Sets with these scripts of which a row, of their own or of a set that they use, replaces the
// letter alone by text of another script. Sorted by name.
std::vector<std::string> sets_that_map(char32_t letter, const Scripts &scripts);

} // namespace arnorm
