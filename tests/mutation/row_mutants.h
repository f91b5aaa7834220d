// Mutants of the rows of a rule set, and which of them its tests notice.
//
// A mutant is a rule set with one row changed. The standard change: what the row writes gets one
// more character, at its end, in the direction in which a test fires it. A stage without rows
// (`form`, `remove`, `squeeze`, `use` ...) is left out. The tests are those of the file that has
// the row; a mutant that fails none of them survives.
//
// An example. For the rows  b -> B  and  c -> C  and the test from "bc" to "BC", the changed sets
// would write "BxC" and "BCx". Neither is built by itself. Each row writes a tag of its own:
//
//   bc  ->  B<1>C<2>      without <2>, and with "x" for <1>: BxC, what the first mutant writes
//                         without <1>, and with "x" for <2>: BCx, what the second one writes
//
// The stages after that run on each of these texts. This is exact, because which row wins depends
// on what stands in the input of its stage only.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/source.h"
#include "parse/rule_library.h"

namespace arnorm::test {

struct RowMutant {
  enum class Fate {
    killed,   // a test notices the change
    exempt,   // no test fires the row, and the file says why
    survived, // no test notices
  };
  Span place;
  std::string what;        // "row", "word", or the key of a stage
  std::size_t stage = 0;   // number of a stage that is left out, from 1; otherwise 0
  std::string reason = {}; // that an exempt row states
  bool fired = false;      // by a test
  Fate fate = Fate::survived;
};

// Of all rows, words and stages in the file of a set. A set whose tests fail as it is makes no
// mutants, and `failure` says which test.
std::vector<RowMutant> row_mutants(const RuleSetPtr &set, RuleLibrary &library,
                                   std::string &failure);

} // namespace arnorm::test
