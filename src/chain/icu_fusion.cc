#include "chain/icu_fusion.h"

#include <iterator>

#include "icu/icu_engine.h"
#include "icu/icu_pass.h"
#include "stages/icu_rules.h"

namespace arnorm {

IcuFusion::IcuFusion(Fusion &passes, Report &report)
    : passes_(passes), report_(report), errors_(report.errors()) {}

void IcuFusion::add(const Step &step) {
  std::vector<IcuLink> links = icu_links(step, report_);
  std::move(links.begin(), links.end(), std::back_inserter(links_));
}

void IcuFusion::close() {
  if (!links_.empty() && report_.errors() == errors_) {
    if (auto engine = IcuEngine::build(links_, report_)) {
      passes_.add(make_icu_pass(std::move(engine)));
    }
  }
  links_.clear();
}

} // namespace arnorm
