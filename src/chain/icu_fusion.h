// Turns steps that run on ICU into passes; consecutive steps share one pass.
//
// Does not know why a step runs on ICU; see chain/compile.h.
#pragma once

#include <vector>

#include "diagnostics/report.h"
#include "icu/icu_link.h"
#include "rules/step.h"
#include "table/fusion.h"

namespace arnorm {

// Collects the links of consecutive steps, and adds a pass for them when another kind of step
// follows.
class IcuFusion {
public:
  IcuFusion(Fusion &passes, Report &report);

  void add(const Step &step);

  // Adds a pass for the steps collected so far, unless there has been an error.
  void close();

private:
  Fusion &passes_;
  Report &report_;
  std::size_t errors_; // at the beginning; if there are more, links may be missing
  std::vector<IcuLink> links_;
};

} // namespace arnorm
