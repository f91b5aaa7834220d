#include "chain/icu_fusion.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "icu/icu_engine.h"
#include "icu/icu_pass.h"
#include "stages/icu_rules.h"

namespace arnorm {
namespace {

constexpr std::size_t max_comparisons = 1 << 27; // some seconds

bool is_slow(const IcuLink &link) { return link.comparisons > max_comparisons; }

void report_slow(const Step &step, Report &report) {
  report.error(
      Code::AR0403, step.stage->span, "this stage is too large for the ICU engine",
      {.notes = {fmt::format("ICU compares all rows that begin alike with each other; more "
                             "than {} comparisons would take too long",
                             max_comparisons)},
       .help = "use the engine `auto`, or split the stage"});
}

} // namespace

IcuFusion::IcuFusion(Fusion &passes, Report &report)
    : passes_(passes), report_(report), errors_(report.errors()) {}

void IcuFusion::add(const Step &step) {
  std::vector<IcuLink> links = icu_links(step, report_);
  if (std::any_of(links.begin(), links.end(), is_slow)) {
    report_slow(step, report_);
    return;
  }
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
