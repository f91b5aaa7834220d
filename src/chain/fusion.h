// From steps to passes: stages that can run as one do.
//
// Knows the kinds of stages, but not why a step runs here rather than on ICU: compile.h does.
#pragma once

#include <optional>
#include <vector>

#include "diagnostics/report.h"
#include "rules/step.h"
#include "table/character_map.h"
#include "table/pass.h"

namespace arnorm {

// Takes steps in their order. Those that look at one code point at a time become one map, however
// many they are; forms and mark orders in a row become one pass with one check.
class Fusion {
public:
  explicit Fusion(Report &report) : report_(report) {}

  // Any stage but `icu`. False, and nothing is added, where it is too much for a pass. Reports
  // AR0401.
  bool add(const Step &step);

  // A pass made elsewhere.
  void add(PassPtr pass);

  // Program so far.
  std::size_t count() const;

  std::vector<PassPtr> take();

private:
  void add_map(CharacterMap map);
  bool add_table(const Step &step, const TableStage &table);
  void close();

  Report &report_;
  std::vector<PassPtr> passes_;
  std::optional<CharacterMap> map_;  // open, more can join it
  std::vector<const Stage *> forms_; // likewise
};

} // namespace arnorm
