// Decides whether some tables change nothing in what other tables write.
//
// An example. To prove that  ش -> sh, س -> s  can be undone, nothing is done first, and then the
// table and its reverse run. All of them read a text character by character. What the first tables
// wrote is compared with what the second ones wrote; here both will be the text itself. As long as
// one side is behind, the rest of the other is kept. The states of the tables with this rest are
// finitely many, as a rule, and all of them are visited, shorter texts first. If the two sides ever
// differ, the text so far is a counterexample, and none is shorter. If all states have been
// visited, there is none.
//
// Tables only: callers deal with forms and mark orders.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "characters/code_point_set.h"
#include "rules/flat_rules.h"

namespace arnorm {

struct Proof {
  bool proved = false;
  std::optional<std::u32string> counterexample; // if neither, nothing could be decided
};

using CharacterPairs = std::set<std::pair<char32_t, char32_t>>;

// What is known of texts, and what is to be found out besides.
struct TextFacts {
  CharacterPairs absent; // never adjacent in a text

  // If the first `watched` of the second tables write a pair of `unwanted`, nothing is decided. The
  // first character of a pair is the one before, or the last starter before.
  CharacterPairs unwanted;
  std::size_t watched = 0;
};

// Whether second(first(x)) = first(x) for every text of characters in `domain`.
Proof prove_identity(const std::vector<const FlatRules *> &first,
                     const std::vector<const FlatRules *> &second, const CodePointSet &domain,
                     const TextFacts &facts = {});

} // namespace arnorm
