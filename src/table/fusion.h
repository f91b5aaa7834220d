// From what stages need to passes: what can run as one does.
//
// Knows neither stages nor why one runs here rather than on ICU: stages/ and chain/compile.h do.
#pragma once

#include <optional>
#include <vector>

#include "characters/normal_form.h"
#include "rules/flat_rules.h"
#include "table/character_map.h"
#include "table/pass.h"

namespace arnorm {

// Takes what runs the stages of a chain, in their order. Character maps in a row become one map,
// however many they are; forms and mark orders in a row become one pass with one check.
class Fusion {
public:
  void add(CharacterMap map);
  void add(Shaping shaping);
  void add(PassPtr pass);

  // What the tables of the chain cost so far, for those who make maps and passes of them.
  TableCost &cost() { return cost_; }

  // Passes so far.
  std::size_t count() const;

  std::vector<PassPtr> take();

private:
  void close();

  TableCost cost_;
  std::vector<PassPtr> passes_;
  std::optional<CharacterMap> map_; // open, more can join it
  std::vector<Shaping> shapings_;   // likewise
};

} // namespace arnorm
