// Finds rows that never match because of what comes before them.
//
// An example. The first stage removes U+0640, a row of the third begins with it:
//
//   remove = '[\u0640]'
//   form = "NFC"
//   table = [ { from = '\u0640\u0670', to = "ā" } ]
//
// For each stage, the characters that can still occur in its input are computed, and too many
// rather than too few: a table takes away what a row of one character without contexts replaces,
// and adds what its rows write. A row that needs a character beyond these never matches (AR0212).
//
// Within a table, a row never matches either where others win together: `a` after rows for `a
// before [b]` and `a before [^b]` (AR0213). rules/masked_rows.h finds those that one other row
// masks.
#pragma once

#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {

// Reports AR0212 and AR0213 as warnings, for rows in the file of the set.
void check_reachable(const RuleSetPtr &set, RuleLibrary &library, Report &report);

} // namespace arnorm
