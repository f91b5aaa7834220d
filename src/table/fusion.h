// From what stages need to passes: what can run as one does.
//
// Knows neither stages nor why one runs here rather than on ICU: stages/ and chain/compile.h do.
#pragma once

#include <optional>
#include <vector>

#include "characters/normal_form.h"
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

  // Passes so far.
  std::size_t count() const;

  std::vector<PassPtr> take();

private:
  void close();

  std::vector<PassPtr> passes_;
  std::optional<CharacterMap> map_; // open, more can join it
  std::vector<Shaping> shapings_;   // likewise
};

} // namespace arnorm
