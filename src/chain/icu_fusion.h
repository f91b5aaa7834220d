// From steps that run on ICU to passes: those in a row are one.
//
// Knows nothing of why a step runs here; see chain/compile.h.
#pragma once

#include <vector>

#include "diagnostics/report.h"
#include "icu/icu_link.h"
#include "rules/step.h"
#include "table/fusion.h"

namespace arnorm {

// Collects the links of steps, and adds them to the passes of a chain when something else follows.
class IcuFusion {
public:
  IcuFusion(Fusion &passes, Report &report);

  void add(const Step &step);

  // The steps so far become a pass, unless there was an error since the beginning.
  void close();

private:
  Fusion &passes_;
  Report &report_;
  std::size_t errors_; // with more, links may be missing
  std::vector<IcuLink> links_;
};

} // namespace arnorm
